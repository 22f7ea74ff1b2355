import { afterEach, expect, test, vi } from "vitest";
import { describeOnEachCluster } from "@/e2e/support/clusters";
import { clusterUsers } from "@/e2e/support/cluster-users";
import { waitUntil } from "@/e2e/support/wait-until";
import { deploy, pathOf } from "@/e2e/support/workloads";
import { as, asAdmin, closeAll, closing, release, rolledOut, switchTo, wait } from "./testing/real-door";
import { tcpProxy } from "@/lib/platform/testing/tcp-proxy";
import type { PatchOperation, Pod, WatchEvent } from "./types";

afterEach(closeAll);

describeOnEachCluster("the door to a cluster", (target) => {
  test("a workload, what it was and its pods are read, and a pod is deleted only as it was read", async () => {
    const cluster = asAdmin(target);
    await deploy(target, release("1.0.0"));
    const before = await rolledOut(cluster, target);
    await deploy(target, release("1.1.0"));
    const after = await rolledOut(cluster, target);

    expect(await cluster.version()).toMatch(/^v1\.\d+/);
    expect(await cluster.listNamespaces()).toContain(target.namespace);
    expect(after).toMatchObject({ uid: before.uid, desired: 1, ready: 1, strategy: "RollingUpdate", deleting: false });
    const revisions = await cluster.listRevisions(after);
    expect(revisions.map(({ number, template }) => [number, template]).sort()).toEqual([
      [1, before.template],
      [2, after.template],
    ]);
    const pods = await waitUntil("one pod", async () => {
      const found = await cluster.listPods(after);
      return found.length === 1 && found;
    });
    const live = revisions.find(({ number }) => number === 2);
    expect(pods[0]).toMatchObject({
      ownerUid: live?.uid,
      podHash: live?.podHash,
      ready: true,
      phase: "Running",
      containers: [{ name: "bot", image: "omniserve:1.1.0", ready: true }],
    });

    const pod = pods[0] as Pod;
    expect(await cluster.deletePod({ ...pod, resourceVersion: "1" })).toBe(false);
    expect(await cluster.deletePod({ ...pod, uid: "another" })).toBe(false);
    const viewer = as(clusterUsers.viewer.token, target.cluster.url);
    await expect(viewer.deletePod(pod)).rejects.toMatchObject({ reason: "forbidden", applied: "no" });
    expect(await cluster.deletePod(pod)).toBe(true);
  });

  test("a switch back to a remembered template uses its ReplicaSet again", async () => {
    const cluster = asAdmin(target);
    await deploy(target, release("1.0.0"));
    const before = await rolledOut(cluster, target);
    await deploy(target, release("1.1.0"));
    const after = await rolledOut(cluster, target);
    const known = (await cluster.listRevisions(after)).find(({ number }) => number === 1);

    const outcome = await cluster.patchWorkload(after.ref, switchTo(after, known?.template), { dryRun: false });
    expect(outcome).toMatchObject({ kind: "accepted", workload: { template: before.template, generation: after.generation + 1 } });
    const back = await rolledOut(cluster, target);
    const revisions = await cluster.listRevisions(back);
    expect(revisions).toHaveLength(2);
    expect(revisions.find(({ uid }) => uid === known?.uid)?.number).toBe(3);
    expect(back.fieldOwners.find(({ manager }) => manager === "lastgood")).toMatchObject({ operation: "Update", fields: { "f:spec": {} } });
  });

  test("a template is the one that was seen, whatever signs are in it", async () => {
    const cluster = asAdmin(target);
    await deploy(target, release("1.0.0", { env: { SAID: `[ -f x ] && y <z >w 2>&1; \u2028\u2029 é 🤖 "q" \\ \t \b\f \u0001 \u007f` } }));
    const live = await rolledOut(cluster, target);
    expect(await cluster.patchWorkload(live.ref, switchTo(live, live.template), { dryRun: false })).toMatchObject({ kind: "accepted" });
  });

  test("every outcome of a patch", async () => {
    const cluster = asAdmin(target);
    const viewer = as(clusterUsers.viewer.token, target.cluster.url);
    await deploy(target, release("1.0.0"));
    const live = await rolledOut(cluster, target);
    const other = JSON.parse(JSON.stringify(live.template).replace("omniserve:1.0.0", "omniserve:1.1.0")) as unknown;
    const bad = JSON.parse(JSON.stringify(live.template).replace('"name":"bot"', '"name":"Not A Name"')) as unknown;
    const patch = (operations: PatchOperation[], dryRun = false, by = cluster, ref = live.ref) =>
      by.patchWorkload(ref, operations, { dryRun });

    expect(await patch(switchTo(live, other), true)).toMatchObject({ kind: "accepted", workload: { template: other } });
    expect((await cluster.getWorkload(live.ref))?.template).toEqual(live.template);
    expect(await patch(switchTo(live, bad), true)).toMatchObject({
      kind: "invalid",
      causes: [{ field: "spec.template.spec.containers[0].name" }],
    });
    expect(await patch(switchTo(live, other), false, viewer)).toMatchObject({
      kind: "forbidden",
      message: expect.stringContaining("viewer") as unknown,
    });
    expect(await patch([], false, cluster, { ...live.ref, name: "ghost" })).toMatchObject({ kind: "not-found" });
    expect(await patch(switchTo(live, other))).toMatchObject({ kind: "accepted" });
    expect(await patch(switchTo(live, other))).toMatchObject({ kind: "precondition-failed" });
    expect(await patch([{ op: "remove", path: "/metadata/annotations/not-there" }])).toMatchObject({ kind: "precondition-failed" });
  });

  test("rights are known before they are needed", async () => {
    const viewer = as(clusterUsers.viewer.token, target.cluster.url);
    const act = (verb: string) => ({ verb, group: "apps", resource: "deployments", namespace: target.namespace });
    const answers = await viewer.reviewAccess([act("get"), act("patch")]);
    expect(answers.map(({ verb, allowed }) => [verb, allowed])).toEqual([
      ["get", true],
      ["patch", false],
    ]);
  });

  test("a stranger is told so, and nothing was applied", async () => {
    const stranger = as("nobody-knows-this-token", target.cluster.url);
    await expect(stranger.listNamespaces()).rejects.toMatchObject({ reason: "unauthorized", applied: "no" });
    const ref = { namespace: target.namespace, kind: "Deployment", name: "bot" } as const;
    await expect(stranger.patchWorkload(ref, [], { dryRun: false })).rejects.toMatchObject({ reason: "unauthorized", applied: "no" });
  });

  test("a watch tells what happens, through cuts and silence", async () => {
    const proxy = await tcpProxy(target.cluster.url);
    const cluster = as(target.cluster.adminToken, proxy.url);
    const ending = new AbortController();
    const events: WatchEvent[] = [];
    const watching = cluster.watch({ namespaces: [target.namespace], onEvent: (event) => events.push(event), signal: ending.signal });
    closing.push(proxy.close, async () => {
      ending.abort();
      await watching;
    });
    const image = (version: string) =>
      events.some((event) =>
        (event.type === "changed" ? [event.item] : event.type === "synced" ? event.objects : []).some(
          ({ kind, object }) => kind === "Deployment" && JSON.stringify(object.template).includes(`omniserve:${version}`),
        ),
      );
    await vi.waitFor(() => expect(events.filter(({ type }) => type === "synced")).toHaveLength(7), wait);
    const connections = proxy.connections();
    expect(connections).toBeLessThanOrEqual(target.cluster.name === "real" ? 1 : 14);

    await deploy(target, release("1.0.0"));
    await vi.waitFor(() => expect(image("1.0.0")).toBe(true), wait);
    await vi.waitFor(
      () => expect(events.some((event) => event.type === "changed" && event.item.kind === "Pod" && event.item.object.ready)).toBe(true),
      wait,
    );

    proxy.cut();
    await deploy(target, release("1.1.0"));
    await vi.waitFor(() => expect(image("1.1.0")).toBe(true), wait);

    proxy.silence();
    await deploy(target, release("1.2.0"));
    // HTTP/2 notices by its heartbeat; on HTTP/1.1 the TCP stack of a proxy that still answers cannot, and the inactivity limit is minutes.
    if (target.cluster.name === "real") await vi.waitFor(() => expect(image("1.2.0")).toBe(true), { timeout: 30_000, interval: 50 });

    if (target.cluster.name === "practice") proxy.cut();
    await target.admin("DELETE", pathOf(target.namespace, "Deployment", "bot"));
    await vi.waitFor(() => expect(events).toContainEqual(expect.objectContaining({ type: "gone", kind: "Deployment", name: "bot" })), wait);
  });
});
