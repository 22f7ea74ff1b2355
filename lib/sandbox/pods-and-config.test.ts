import { afterEach, expect, test } from "vitest";
import { applyBadEdit, badEditCommand } from "./bad-edit";
import { createObject } from "./api/create-object";
import { patchObject } from "./api/patch-object";
import { resourceNamed } from "./api/resources";
import { updateObject } from "./api/update-object";
import { retrievalYaml } from "./demo-config";
import { demoFleet, demoImages } from "./demo-fleet";
import type { JsonObject } from "./objects/json";
import type { KubeObject, Pod } from "./objects/kube-object";
import { seed, type SeedBot } from "./seed";
import { startPracticeCluster, type PracticeCluster } from "./start-practice-cluster";

let cluster: PracticeCluster;
afterEach(() => cluster.stop());

async function start(bots: readonly SeedBot[]): Promise<void> {
  const podTimings = { startMs: [5, 10], stopMs: [5, 10], syncMs: [20, 20] } as const;
  cluster = await startPracticeCluster({ podTimings, images: demoImages });
  seed(cluster, bots);
}

const by = { manager: "test" };
const podsOf = (bot: string) =>
  (cluster.internals.store.list("pods", "support") as Pod[]).filter(
    ({ metadata }) => metadata.labels?.["app.kubernetes.io/name"] === bot && metadata.deletionTimestamp === undefined,
  );
const ready = (bot: string) => podsOf(bot).map(({ status }) => status?.containerStatuses?.[0]?.ready);
const waiting = (bot: string) => podsOf(bot).map(({ status }) => status?.containerStatuses?.[0]?.state.waiting);
const saidOf = (reason: string) =>
  (cluster.internals.store.list("events", "support") as (KubeObject & { reason?: string; message?: string })[])
    .filter((event) => event.reason === reason)
    .map(({ message }) => message);
const createMap = (name: string, data: Record<string, string>, more: object = {}) =>
  createObject(
    cluster.internals,
    resourceNamed("configmaps"),
    "support",
    { metadata: { name }, data, ...more } as unknown as JsonObject,
    by,
  );
const writeMap = (name: string, data: Record<string, string>) =>
  updateObject(cluster.internals, resourceNamed("configmaps"), { namespace: "support", name }, (map) => ({ ...map, data }), by);
const patchBot = (name: string, template: object) =>
  patchObject(
    cluster.internals,
    resourceNamed("deployments"),
    { namespace: "support", name },
    "application/strategic-merge-patch+json",
    JSON.stringify({ spec: { template } }),
    by,
  );

const bot = (reads: SeedBot["reads"], configMaps: NonNullable<SeedBot["configMaps"]> = {}): SeedBot => ({
  name: "bot",
  title: "Bot",
  namespace: "support",
  replicas: 1,
  releases: [{ image: "a:1", age: 1000 }],
  configMaps,
  ...(reads ? { reads } : {}),
});

test("Knowledge search stops working when its config is edited in place, and works again with the former content, copy or original", async () => {
  await start(demoFleet);
  const template = podsOf("knowledge-search").map(({ metadata }) => metadata.name);
  await applyBadEdit(cluster.url);
  await expect.poll(() => ready("knowledge-search")).toEqual([false, false]);
  expect(podsOf("knowledge-search").map(({ metadata }) => metadata.name)).toEqual(template);
  const log = await fetch(`${cluster.url}/api/v1/namespaces/support/pods/${template[0]}/log`);
  expect(await log.text()).toContain("the index that retrieval.yaml names does not exist");
  expect(badEditCommand("kubeconfig")).toMatch(
    /^kubectl --kubeconfig kubeconfig -n support patch configmap knowledge-search-config .*'\{[^']*\}'$/,
  );

  createMap("copy", { "retrieval.yaml": retrievalYaml("handbook-2026-11") }, { immutable: true });
  const sources = [{ configMap: { name: "copy" } }, { configMap: { name: "knowledge-search-sources" } }];
  patchBot("knowledge-search", { spec: { volumes: [{ name: "config", projected: { sources } }] } });
  await expect.poll(() => ready("knowledge-search")).toEqual([true, true]);
  expect(podsOf("knowledge-search").map(({ metadata }) => metadata.name)).not.toEqual(template);

  const original = [{ configMap: { name: "knowledge-search-config" } }, { configMap: { name: "knowledge-search-sources" } }];
  patchBot("knowledge-search", { spec: { volumes: [{ name: "config", projected: { sources: original } }] } });
  await expect.poll(() => ready("knowledge-search")).toContain(false);
  writeMap("knowledge-search-config", { "retrieval.yaml": retrievalYaml("handbook-2026-11") });
  await expect.poll(() => ready("knowledge-search")).toEqual([true, true]);
});

test("what a pod read into its environment it sees anew only when it starts anew", async () => {
  const volumes = [{ name: "config", configMap: { name: "words" } }];
  const reader = { ...bot({ volumes, volumeMounts: [{ name: "config", mountPath: "/etc/bot" }] }), name: "reader" };
  const env = [{ name: "MODE", valueFrom: { configMapKeyRef: { name: "words", key: "mode" } } }];
  await start([bot({ env }, { words: { mode: "good" } }), reader]);
  const refuse = async (name: string, rule: string) => {
    patchBot(name, { metadata: { annotations: { "kubelet.test/unready-when": rule } } });
    await expect.poll(() => podsOf(name).map(({ metadata }) => metadata.annotations?.["kubelet.test/unready-when"])).toEqual([rule]);
    await expect.poll(() => ready(name)).toEqual([true]);
  };
  await refuse("bot", "$MODE matches bad");
  await refuse("reader", "/etc/bot/mode matches bad");
  writeMap("words", { mode: "bad" });
  await expect.poll(() => ready("reader")).toEqual([false]);
  expect(ready("bot")).toEqual([true]);
  patchBot("bot", { metadata: { annotations: { restarted: "1" } } });
  await expect.poll(() => ready("bot")).toContain(false);
});

test("a pod waits for a map that its volumes need", async () => {
  const volumes = [{ name: "config", configMap: { name: "words" } }];
  await start([bot({})]);
  const container = { name: "bot", image: "a:2", volumeMounts: [{ name: "config", mountPath: "/etc/bot" }] };
  patchBot("bot", { spec: { containers: [container], volumes } });
  await expect.poll(() => saidOf("FailedMount")).toEqual(['MountVolume.SetUp failed for volume "config" : configmap "words" not found']);
  expect(waiting("bot")).toContainEqual({ reason: "ContainerCreating" });
  createMap("words", {});
  await expect
    .poll(() => podsOf("bot").map(({ spec, status }) => [spec.containers[0]?.image, status?.phase]))
    .toEqual([["a:2", "Running"]]);
});

test("a pod waits for a map that its environment needs", async () => {
  await start([bot({})]);
  patchBot("bot", { spec: { containers: [{ name: "bot", image: "a:2", envFrom: [{ configMapRef: { name: "words" } }] }] } });
  const message = 'configmap "words" not found';
  await expect.poll(() => waiting("bot")).toContainEqual({ reason: "CreateContainerConfigError", message });
  expect(saidOf("Failed")).toEqual([`Error: ${message}`]);
  expect(
    podsOf("bot")
      .map(({ status }) => status?.phase)
      .sort(),
  ).toEqual(["Pending", "Running"]);
  createMap("words", {});
  await expect
    .poll(() => podsOf("bot").map(({ spec, status }) => [spec.containers[0]?.image, status?.phase]))
    .toEqual([["a:2", "Running"]]);
});
