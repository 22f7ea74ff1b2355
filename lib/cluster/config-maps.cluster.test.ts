import { afterEach, describe, expect, test, vi } from "vitest";
import { describeOnEachCluster } from "@/e2e/support/clusters";
import { clusterUsers } from "@/e2e/support/cluster-users";
import { bodyOf, inNamespace, mergePatch } from "@/e2e/support/test-deployment";
import { deploy } from "@/e2e/support/workloads";
import { as, asAdmin, closeAll, closing, release, rolledOut, wait } from "./testing/real-door";
import type { Cluster, ConfigMap, CreateOutcome, NewConfigMap, WatchEvent } from "./types";

const FOR_REAL = { dryRun: false };
const DRY = { dryRun: true };

afterEach(closeAll);

describeOnEachCluster("the door to ConfigMaps", (target) => {
  const here = inNamespace(target);
  const wanted = (more: Partial<NewConfigMap> = {}): NewConfigMap => ({
    name: "words-lg-1",
    namespace: target.namespace,
    labels: { "app.kubernetes.io/managed-by": "lastgood" },
    annotations: { "lastgood.dev/copy-of": "words" },
    data: JSON.parse('{"__proto__":"a","prompt.txt":"Grüße\\u0000\\u2028<"}') as Record<string, string>,
    binaryData: { "model.bin": "/wD+" },
    ...more,
  });
  const make = async (cluster: Cluster, more: Partial<NewConfigMap> = {}) => made(await cluster.createConfigMap(wanted(more), FOR_REAL));
  const edit = (name: string, body: object) =>
    target.admin("PATCH", here.path("configmaps", `/${name}?fieldManager=carol`), body, mergePatch);

  test("one is made as wanted, immutable, read back byte for byte, and found when made again", async () => {
    const cluster = asAdmin(target);
    const outcome = await cluster.createConfigMap(wanted(), FOR_REAL);
    const map = made(outcome);
    expect(outcome.kind).toBe("created");
    expect(map).toMatchObject({ ...wanted(), immutable: true, deleting: false });
    expect(Object.entries(map.data).sort()).toEqual(Object.entries(wanted().data).sort());
    expect(map.fieldOwners.map(({ manager, operation }) => [manager, operation])).toEqual([["lastgood", "Update"]]);
    expect(await cluster.getConfigMap(map)).toEqual(map);
    expect(await cluster.createConfigMap(wanted(), FOR_REAL)).toEqual({ kind: "exists", map });
    expect(await cluster.createConfigMap(wanted({ data: {} }), FOR_REAL)).toEqual({ kind: "exists", map });
    expect(await cluster.getConfigMap({ ...map, name: "nothing" })).toBeNull();
    expect(await edit(map.name, { data: { a: "1" } })).toMatchObject({ status: 422 });
  });

  test("a dry run answers what making it would, and makes nothing", async () => {
    const cluster = asAdmin(target);
    const viewer = as(clusterUsers.viewer.token, target.cluster.url);
    const copy = wanted();
    expect(await cluster.createConfigMap(copy, DRY)).toMatchObject({ kind: "created", map: { ...copy, immutable: true } });
    expect(await cluster.getConfigMap(copy)).toBeNull();
    expect(await viewer.createConfigMap(copy, DRY)).toMatchObject({ kind: "refused", status: 403 });
    expect(await cluster.createConfigMap(wanted({ data: { "a/b": "" } }), DRY)).toMatchObject({ kind: "refused", status: 422 });
    const map = await make(cluster);
    expect(await cluster.createConfigMap(wanted({ data: {} }), DRY)).toEqual({ kind: "exists", map });
    expect(await cluster.getConfigMap(copy)).toEqual(map);
  });

  test("one that cannot be made is refused in the cluster's words", async () => {
    const cluster = asAdmin(target);
    const refused = (status: number, words: string) => ({ kind: "refused", status, message: expect.stringContaining(words) as unknown });
    const viewer = as(clusterUsers.viewer.token, target.cluster.url);
    expect(await viewer.createConfigMap(wanted(), FOR_REAL)).toMatchObject(
      refused(403, 'User "viewer" cannot create resource "configmaps"'),
    );
    const mib = 1024 * 1024;
    expect(await cluster.createConfigMap(wanted({ data: { text: "x".repeat(mib + 1) } }), FOR_REAL)).toMatchObject(
      refused(422, "Too long: may not be more than 1048576 bytes"),
    );
    expect(await cluster.createConfigMap(wanted({ data: { text: "x".repeat(3 * mib) } }), FOR_REAL)).toMatchObject(refused(413, ""));
    expect(await cluster.createConfigMap(wanted({ data: { "a/b": "" } }), FOR_REAL)).toMatchObject(refused(422, "a valid config key"));
    expect(await cluster.createConfigMap(wanted({ namespace: "nowhere" }), FOR_REAL)).toMatchObject(
      refused(404, 'namespaces "nowhere" not found'),
    );
    expect(await cluster.getConfigMap(wanted())).toBeNull();
    const stranger = as("nobody-knows-this-token", target.cluster.url);
    await expect(stranger.createConfigMap(wanted(), FOR_REAL)).rejects.toMatchObject({ reason: "unauthorized", applied: "no" });
  });

  test("the largest there may be goes through whole", async () => {
    const cluster = as(clusterUsers.operator.token, target.cluster.url);
    const data = { text: "<\n".repeat(512 * 1024) };
    await make(cluster, { data, binaryData: {} });
    expect((await cluster.getConfigMap(wanted()))?.data).toEqual(data);
  });

  test("one is deleted only as it was read", async () => {
    const cluster = asAdmin(target);
    const map = await make(cluster);
    expect(await edit(map.name, { metadata: { labels: { a: "b" } } })).toMatchObject({ status: 200 });
    expect(await cluster.deleteConfigMap(map)).toBe(false);
    const now = await cluster.getConfigMap(map);
    expect(await cluster.deleteConfigMap({ ...map, uid: "another", resourceVersion: now?.resourceVersion ?? "" })).toBe(false);
    const viewer = as(clusterUsers.viewer.token, target.cluster.url);
    await expect(viewer.deleteConfigMap(now ?? map)).rejects.toMatchObject({ reason: "forbidden", applied: "no" });
    expect(await cluster.deleteConfigMap(now ?? map)).toBe(true);
    expect(await cluster.deleteConfigMap(now ?? map)).toBe(false);
    expect(await cluster.getConfigMap(map)).toBeNull();
  });

  test("a watch tells of each edit, and who wrote", async () => {
    const cluster = asAdmin(target);
    bodyOf(await target.admin("POST", here.path("configmaps", "?fieldManager=helm"), { metadata: { name: "words" }, data: { a: "1" } }));
    const events: WatchEvent[] = [];
    const ending = new AbortController();
    const watching = cluster.watch({ namespaces: [target.namespace], onEvent: (event) => events.push(event), signal: ending.signal });
    closing.push(async () => {
      ending.abort();
      await watching;
    });
    const seen = () =>
      events.flatMap((event) => {
        const items = event.type === "changed" ? [event.item] : event.type === "synced" ? event.objects : [];
        return items.flatMap((item) => (item.kind === "ConfigMap" && item.object.name === "words" ? [item.object] : []));
      });
    await vi.waitFor(() => expect(seen().map(({ data }) => data.a)).toEqual(["1"]), wait);
    await edit("words", { data: { a: "2" } });
    await vi.waitFor(() => expect(seen().map(({ data }) => data.a)).toEqual(["1", "2"]), wait);
    expect(
      seen()
        .at(-1)
        ?.fieldOwners.find(({ manager }) => manager === "carol"),
    ).toMatchObject({ fields: { "f:data": { "f:a": {} } } });
    await target.admin("DELETE", here.path("configmaps", "/words"));
    await vi.waitFor(
      () => expect(events).toContainEqual(expect.objectContaining({ type: "gone", kind: "ConfigMap", name: "words", uid: seen()[0]?.uid })),
      wait,
    );
  });

  test("a name is found where it is mentioned: in what is live, in what was, in pods; nowhere else", async () => {
    const cluster = asAdmin(target);
    const names = ["live-lg-1", "former-lg-1", "pod-lg-1", "nobody-lg-1"];
    // In a ConfigMap, or in another namespace, is not where pods get it from.
    await make(cluster, { name: "nobody-lg-1", annotations: { copy: "nobody-lg-1" } });
    expect(await cluster.mentionedNames(target.namespace, names)).toEqual(new Set());
    await deploy(target, release("1.0.0", { env: { CONFIG: "former-lg-1" } }));
    await rolledOut(cluster, target);
    expect(await cluster.mentionedNames(target.namespace, names)).toEqual(new Set(["former-lg-1"]));
    await deploy(target, release("1.1.0", { env: { CONFIG: "live-lg-1" } }));
    await rolledOut(cluster, target);
    const volumes = [{ name: "config", configMap: { name: "pod-lg-1", optional: true } }];
    bodyOf(
      await target.admin("POST", here.path("pods"), {
        metadata: { name: "bare" },
        spec: { containers: [{ name: "bot", image: "omniserve:1.0.0" }], volumes },
      }),
    );
    expect(await cluster.mentionedNames(target.namespace, names)).toEqual(new Set(names.slice(0, -1)));
    expect(await cluster.mentionedNames("default", names)).toEqual(new Set());
    // May not list Jobs.
    const viewer = as(clusterUsers.viewer.token, target.cluster.url);
    expect(await viewer.mentionedNames(target.namespace, names)).toEqual(new Set(names.slice(0, -1)));
    const stranger = as("nobody-knows-this-token", target.cluster.url);
    await expect(stranger.mentionedNames(target.namespace, names)).rejects.toMatchObject({ reason: "unauthorized" });
  });

  describe.runIf(target.cluster.name === "real")("with what only a real cluster has", () => {
    test("a name is found in a former template of a StatefulSet, and in Jobs that do not run", async () => {
      const cluster = asAdmin(target);
      const names = ["former-lg-1", "live-lg-1", "job-lg-1", "cron-lg-1"];
      const mentioned = async () => [...(await cluster.mentionedNames(target.namespace, names))];
      await deploy(target, release("1.0.0", { kind: "StatefulSet", env: { CONFIG: "former-lg-1" } }));
      await rolledOut(cluster, target, "StatefulSet");
      await deploy(target, release("1.1.0", { kind: "StatefulSet", env: { CONFIG: "live-lg-1" } }));
      await vi.waitFor(async () => {
        const pods = await cluster.listPods(await rolledOut(cluster, target, "StatefulSet"));
        expect(pods.map(({ containers }) => containers[0]?.image)).toEqual(["omniserve:1.1.0"]);
      }, wait);
      expect(await mentioned()).toEqual(["former-lg-1", "live-lg-1"]);

      const template = (name: string) => ({
        spec: {
          restartPolicy: "Never",
          containers: [{ name: "job", image: "omniserve:1.0.0", envFrom: [{ configMapRef: { name } }] }],
        },
      });
      const path = (resource: string) => `/apis/batch/v1/namespaces/${target.namespace}/${resource}`;
      bodyOf(
        await target.admin("POST", path("jobs"), { metadata: { name: "job" }, spec: { suspend: true, template: template("job-lg-1") } }),
      );
      const cron = { schedule: "0 0 1 1 *", suspend: true, jobTemplate: { spec: { template: template("cron-lg-1") } } };
      bodyOf(await target.admin("POST", path("cronjobs"), { metadata: { name: "cron" }, spec: cron }));
      expect(await mentioned()).toEqual(names);
    });

    test("a full quota refuses a copy, a dry run of it too, but not one that is there", async () => {
      const cluster = asAdmin(target);
      const map = await make(cluster);
      const quota = `/api/v1/namespaces/${target.namespace}/resourcequotas`;
      await target.admin("POST", quota, { metadata: { name: "none" }, spec: { hard: { "count/configmaps": "0" } } });
      await vi.waitFor(async () => {
        const outcome = await cluster.createConfigMap(wanted({ name: `words-lg-${Date.now()}` }), FOR_REAL);
        expect(outcome).toMatchObject({
          kind: "refused",
          status: 403,
          message: expect.stringContaining("exceeded quota: none") as unknown,
        });
      }, wait);
      expect(await cluster.createConfigMap(wanted({ name: "words-lg-2" }), DRY)).toMatchObject({ kind: "refused", status: 403 });
      for (const how of [FOR_REAL, DRY]) expect(await cluster.createConfigMap(wanted(), how)).toEqual({ kind: "exists", map });
    });

    test("a Secret's values are read, and it is null when it is not there", async () => {
      const cluster = asAdmin(target);
      bodyOf(
        await target.admin("POST", `/api/v1/namespaces/${target.namespace}/secrets`, {
          metadata: { name: "token" },
          stringData: { a: "canary" },
        }),
      );
      const ref = { namespace: target.namespace, name: "token" };
      expect(await cluster.getSecretData(ref)).toEqual({ a: Buffer.from("canary").toString("base64") });
      expect(await cluster.getSecretData({ ...ref, name: "other" })).toBeNull();
    });
  });
});

function made(outcome: CreateOutcome): ConfigMap {
  if (outcome.kind === "refused") throw new Error(`refused: ${outcome.status} ${outcome.message}`);
  return outcome.map;
}
