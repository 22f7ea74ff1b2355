import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { applyBadDeploy, badDeployCommand } from "./bad-deploy";
import { demoFleet, demoImages } from "./demo-fleet";
import type { ConfigMap, Deployment, KubeObject, Pod, ReplicaSet } from "./objects/kube-object";
import { seed } from "./seed";
import { startPracticeCluster, type PracticeCluster, type PracticeClusterOptions } from "./start-practice-cluster";

let dir = "";
let running: PracticeCluster[] = [];
beforeEach(() => void (dir = mkdtempSync(path.join(tmpdir(), "lastgood-practice-"))));
afterEach(async () => {
  await Promise.all(running.map((cluster) => cluster.stop()));
  running = [];
  rmSync(dir, { recursive: true, force: true });
});

const podTimings = { startMs: [5, 10], stopMs: [5, 10] } as const;
async function start(options: PracticeClusterOptions = {}): Promise<PracticeCluster> {
  const cluster = await startPracticeCluster({ podTimings, ...options });
  running.push(cluster);
  return cluster;
}
const get = async <T>({ url }: PracticeCluster, at: string) => (await (await fetch(url + at)).json()) as T;
const items = async <T extends KubeObject>(cluster: PracticeCluster, at: string) => (await get<{ items: T[] }>(cluster, at)).items;
const apps = "/apis/apps/v1/namespaces/support";
const omniserve = (cluster: PracticeCluster) => get<Deployment>(cluster, `${apps}/deployments/omniserve`);

describe("the demo fleet", () => {
  test("has a past: old ReplicaSets with their dates, live pods that are up, and nothing that still moves", async () => {
    const cluster = await start({ images: demoImages });
    seed(cluster, demoFleet);
    const seeded = cluster.internals.store.resourceVersion;
    const bots = await items<Deployment>(cluster, "/apis/apps/v1/deployments");
    expect(bots.map(({ metadata }) => metadata.name)).toEqual([
      "billing-helper",
      "returns",
      "greeter",
      "knowledge-search",
      "night-shift",
      "omniserve",
    ]);
    expect(bots.every(({ spec, status }) => status?.availableReplicas === spec.replicas && status?.updatedReplicas === spec.replicas)).toBe(
      true,
    );
    const sets = (await items<ReplicaSet>(cluster, `${apps}/replicasets`)).filter(({ metadata }) => metadata.name.startsWith("omniserve"));
    expect(sets.map(({ spec }) => spec.replicas).sort()).toEqual([0, 3]);
    const days = sets.map(({ metadata }) => Math.round((Date.now() - Date.parse(metadata.creationTimestamp)) / 86_400_000));
    expect(days.sort((a, b) => a - b)).toEqual([9, 34]);
    const maps = await items<ConfigMap>(cluster, "/api/v1/configmaps");
    const written = maps.flatMap(({ metadata }) => (metadata.managedFields ?? []).map(({ time }) => time === metadata.creationTimestamp));
    expect(written).toEqual(maps.map(() => true));
    for (let look = 0; look < 10; look++) await omniserve(cluster);
    expect(cluster.internals.store.resourceVersion).toBe(seeded);
  });

  test("is seeded once", async () => {
    const cluster = await start();
    seed(cluster, demoFleet);
    const { resourceVersion } = cluster.internals.store;
    seed(cluster, demoFleet);
    expect(cluster.internals.store.resourceVersion).toBe(resourceVersion);
  });

  test("gets a bad deploy that changes image, variables, limit and config, and whose pods never become ready", async () => {
    const cluster = await start({ images: demoImages });
    seed(cluster, demoFleet);
    await applyBadDeploy(cluster.url);
    const { spec } = await omniserve(cluster);
    expect(spec.template.spec.containers[0]).toMatchObject({
      image: "registry.example/omniserve:1.2.0",
      resources: { limits: { memory: "2Gi" } },
    });
    expect(spec.template.spec.containers[0]?.env).toContainEqual({ name: "SENTIMENT_MODE", value: "strict" });
    const bad = `/api/v1/namespaces/support/pods?labelSelector=app.kubernetes.io/version=1.2.0`;
    await expect
      .poll(async () => (await items<Pod>(cluster, bad)).map(({ status }) => status?.phase))
      .toEqual(["Running", "Running", "Running"]);
    expect((await items<Pod>(cluster, bad))[0]?.status?.containerStatuses?.[0]).toMatchObject({ ready: false, started: true });
    const maps = "/api/v1/namespaces/support/configmaps";
    expect((await get<ConfigMap>(cluster, `${maps}/omniserve-config`)).data?.["assistant.yaml"]).toContain("confidence_threshold: 0.2\n");
    const [config, template, ...more] = badDeployCommand("kubeconfig").split("\n");
    expect(config).toMatch(/^kubectl --kubeconfig kubeconfig -n support patch configmap omniserve-config .*'\{[^']*\}'$/);
    expect(template).toMatch(/^kubectl --kubeconfig kubeconfig -n support patch deployment omniserve .*'\{[^']*\}'$/);
    expect(more).toEqual([]);
  });
});

describe("the state file", () => {
  test("carries a cluster over a restart, and what was half-way goes on", async () => {
    const stateFile = path.join(dir, "state.json");
    const before = await start({ stateFile, podTimings: { startMs: [60_000, 60_000], stopMs: [5, 5] } });
    seed(before, demoFleet);
    await applyBadDeploy(before.url);
    await expect
      .poll(async () => (await items<Pod>(before, "/api/v1/namespaces/support/pods?fieldSelector=status.phase=Pending")).length)
      .toBe(3);
    const { metadata } = await omniserve(before);
    running = [];
    await before.stop();
    const after = await start({ stateFile });
    expect((await omniserve(after)).metadata.uid).toBe(metadata.uid);
    await expect.poll(async () => (await omniserve(after)).status?.updatedReplicas).toBe(3);
    const late = await fetch(`${after.url}${apps}/deployments?watch=1&resourceVersion=${metadata.resourceVersion}`);
    expect(await late.text()).toContain('"code":410');
  });

  test("that cannot be read is moved aside, and said so", async () => {
    const stateFile = path.join(dir, "state.json");
    writeFileSync(stateFile, "{ half");
    const said: string[] = [];
    const cluster = await start({ stateFile, say: (line) => said.push(line) });
    expect(await items(cluster, "/apis/apps/v1/deployments")).toEqual([]);
    expect(said).toEqual([expect.stringContaining(stateFile)]);
    expect(readdirSync(dir)).toContainEqual(expect.stringMatching(/^state\.json\.corrupt-\d+$/));
  });
});

describe("images", () => {
  test("that nobody knows can be made to fail to pull", async () => {
    const cluster = await start({ unknownImages: "image-pull" });
    seed(cluster, [{ name: "bot", title: "Bot", namespace: "support", replicas: 1, releases: [{ image: "a:1", age: 1000 }] }]);
    const patch = { spec: { template: { spec: { containers: [{ name: "bot", image: "a:2" }] } } } };
    await fetch(`${cluster.url}${apps}/deployments/bot`, {
      method: "PATCH",
      headers: { "content-type": "application/strategic-merge-patch+json" },
      body: JSON.stringify(patch),
    });
    const waiting = async () =>
      (await items<Pod>(cluster, "/api/v1/namespaces/support/pods")).map(
        ({ status }) => status?.containerStatuses?.[0]?.state.waiting?.reason,
      );
    await expect.poll(waiting).toContain("ImagePullBackOff");
  });
});
