import { expect, test } from "vitest";
import type { KubeObject } from "@/lib/sandbox/objects/kube-object";
import { describeOnEachCluster } from "../support/clusters";
import { forgetHistory } from "../support/forget-history";
import { watchEvents, type WatchedEvent } from "../support/kube-http";
import { bodyOf, inNamespace, mergePatch } from "../support/test-deployment";

const summary = ({ type, object }: WatchedEvent) => `${type} ${(object as unknown as KubeObject).metadata.name}`;

describeOnEachCluster("a watch", (target) => {
  const here = inNamespace(target);
  const create = async (name: string, labels?: Record<string, string>) =>
    bodyOf(await target.admin("POST", here.path("configmaps"), { metadata: { name, ...(labels ? { labels } : {}) } }));
  const patch = (name: string, body: object) => target.admin("PATCH", here.path("configmaps", `/${name}`), body, mergePatch);
  const now = async () => (await here.list("configmaps")).metadata.resourceVersion;

  /** The events of a watch until one of them is the last that the test waits for, or until it ends. */
  async function seen(
    query: string,
    isLast: (event: WatchedEvent) => boolean = () => false,
    resource: "configmaps" | "events" = "configmaps",
  ): Promise<WatchedEvent[]> {
    const controller = new AbortController();
    const events: WatchedEvent[] = [];
    for await (const event of watchEvents(
      target.cluster.url,
      target.cluster.adminToken,
      here.path(resource, `?watch=1&${query}`),
      controller.signal,
    )) {
      if ((event.object as unknown as KubeObject).metadata.name === "kube-root-ca.crt") continue;
      events.push(event);
      if (isLast(event)) break;
    }
    return events;
  }
  /** A server has a bookmark for a watch only when something happened that it did not tell there; one that stalls near the end leaves it out. So up to ten times. */
  async function withBookmark(from: string, tries = 10): Promise<WatchedEvent[]> {
    const events = seen(`resourceVersion=${from}&fieldSelector=metadata.name%3Done&allowWatchBookmarks=true&timeoutSeconds=3`);
    await create(`beside-${tries}`);
    return (await events).length > 1 || tries === 1 ? events : withBookmark(from, tries - 1);
  }
  const until = (last: string) => (event: WatchedEvent) => summary(event) === last;

  test("from a version tells what happened since, and what happens then", async () => {
    const from = await now();
    await create("one");
    await patch("one", { data: { a: "1" } });
    const events = seen(`resourceVersion=${from}`, until("DELETED two"));
    await create("two");
    await target.admin("DELETE", here.path("configmaps", "/one"));
    await target.admin("DELETE", here.path("configmaps", "/two"));
    expect((await events).map(summary)).toEqual(["ADDED one", "MODIFIED one", "ADDED two", "DELETED one", "DELETED two"]);
    const versions = (await events).map(({ object }) => Number((object as unknown as KubeObject).metadata.resourceVersion));
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    expect(new Set(versions).size).toBe(versions.length);
  });

  test("without a version begins with what is there", async () => {
    await create("one");
    const events = seen("", until("ADDED two"));
    await create("two");
    expect((await events).map(summary)).toEqual(["ADDED one", "ADDED two"]);
  });

  test("of one object or of a selection sees only that; things come and go as they match", async () => {
    const from = await now();
    await create("one", { app: "bot" });
    await create("two");
    await patch("two", { metadata: { labels: { app: "bot" } } });
    await patch("one", { metadata: { labels: { app: null } } });
    await patch("one", { data: { a: "1" } });
    const selected = await seen(`resourceVersion=${from}&labelSelector=app%3Dbot`, until("DELETED one"));
    expect(selected.map(summary)).toEqual(["ADDED one", "ADDED two", "DELETED one"]);
    const named = await seen(`resourceVersion=${from}&fieldSelector=metadata.name%3Dtwo`, until("MODIFIED two"));
    expect(named.map(summary)).toEqual(["ADDED two", "MODIFIED two"]);
  });

  test("ends at its time limit, with a bookmark shortly before when asked for", async () => {
    const from = await now();
    await create("one");
    const [events, plain] = await Promise.all([
      withBookmark(from),
      seen(`resourceVersion=${from}&fieldSelector=metadata.name%3Done&timeoutSeconds=1`),
    ]);
    expect(new Set(events.map(({ type }) => type))).toEqual(new Set(["ADDED", "BOOKMARK"]));
    const { metadata, kind } = events[1]?.object as unknown as KubeObject;
    expect(kind).toBe("ConfigMap");
    expect(Number(metadata.resourceVersion)).toBeGreaterThan(Number(from));
    expect(plain.map(({ type }) => type)).toEqual(["ADDED"]);
  });

  test("can begin with a list that a bookmark ends", async () => {
    await create("one");
    const isEnd = ({ type }: WatchedEvent) => type === "BOOKMARK";
    const events = await seen("sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true", isEnd);
    expect(events.map(({ type }) => type)).toEqual(["ADDED", "BOOKMARK"]);
    expect((events[1]?.object as unknown as KubeObject).metadata.annotations).toEqual({ "k8s.io/initial-events-end": "true" });
  });

  test("from a version that is forgotten ends with 410, and so does a list", async () => {
    const first = bodyOf(
      await target.admin("POST", here.path("events"), { metadata: { name: "early" }, involvedObject: { namespace: target.namespace } }),
    );
    await target.admin("POST", here.path("events"), { metadata: { name: "late" }, involvedObject: { namespace: target.namespace } });
    const page = await here.list("events", "?limit=1");
    await forgetHistory(target.cluster, target.admin, target.namespace);
    const from = Number(first.metadata.resourceVersion) - 1;
    const events = await seen(`resourceVersion=${from}&timeoutSeconds=5`, undefined, "events");
    expect(events).toMatchObject([{ type: "ERROR", object: { kind: "Status", status: "Failure", reason: "Expired", code: 410 } }]);
    const expired = { status: 410, body: { reason: "Expired", code: 410 } };
    expect(await target.admin("GET", here.path("events", `?resourceVersion=${from}&resourceVersionMatch=Exact`))).toMatchObject(expired);
    const rest = await target.admin("GET", here.path("events", `?limit=1&continue=${page.metadata.continue}`));
    expect(rest).toMatchObject({ ...expired, body: { metadata: { continue: expect.any(String) as string } } });
  });

  test("needs a version that is a number", async () => {
    expect((await target.admin("GET", here.path("configmaps", "?watch=1&resourceVersion=abc"))).status).toBe(500);
  });
});
