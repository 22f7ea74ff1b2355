import { expect, test } from "vitest";
import type { Deployment, Pod, ReplicaSet } from "@/lib/sandbox/objects/kube-object";
import { describeOnEachCluster } from "../support/clusters";
import {
  availability,
  bodyOf,
  inNamespace,
  isRolledOut,
  jsonPatch,
  mergePatch,
  progressing,
  revision,
  testDeployment,
} from "../support/test-deployment";
import { waitUntil } from "../support/wait-until";

const imageOf = ({ spec }: ReplicaSet | Deployment) => spec.template.spec.containers[0]?.image;
const hashOf = ({ metadata }: ReplicaSet | Pod) => metadata.labels?.["pod-template-hash"];

describeOnEachCluster("a Deployment", (target) => {
  const here = inNamespace(target);
  const release = async (name: string, image: string) => {
    bodyOf(await here.setImage(name, image));
    return here.rolledOut(name);
  };

  test("rolls out: one ReplicaSet, its pods, the counters and the conditions", async () => {
    await here.create(testDeployment("bot", { replicas: 2 }));
    const live = await here.rolledOut("bot");
    expect(live.status).toMatchObject({
      observedGeneration: live.metadata.generation,
      replicas: 2,
      updatedReplicas: 2,
      readyReplicas: 2,
      availableReplicas: 2,
      terminatingReplicas: 0,
    });
    expect(live.status).not.toHaveProperty("unavailableReplicas");
    const done = await here.until("the condition", "bot", (found) => progressing(found)?.reason === "NewReplicaSetAvailable");
    const [set, ...more] = await here.replicaSets();
    expect(progressing(done)).toMatchObject({ status: "True", message: `ReplicaSet "${set?.metadata.name}" has successfully progressed.` });
    expect(availability(done)).toMatchObject({
      status: "True",
      reason: "MinimumReplicasAvailable",
      message: "Deployment has minimum availability.",
    });
    expect(done.metadata.generation).toBe(1);
    expect(revision(done)).toBe(1);
    expect(more).toEqual([]);
    expect(set?.metadata).toMatchObject({
      name: `bot-${hashOf(set as ReplicaSet)}`,
      annotations: {
        "deployment.kubernetes.io/revision": "1",
        "deployment.kubernetes.io/desired-replicas": "2",
        "deployment.kubernetes.io/max-replicas": "3",
      },
      ownerReferences: [
        { apiVersion: "apps/v1", kind: "Deployment", name: "bot", uid: done.metadata.uid, controller: true, blockOwnerDeletion: true },
      ],
    });
    expect(hashOf(set as ReplicaSet)).toMatch(/^[bcdfghjklmnpqrstvwxz2456789]{6,10}$/);
    expect(set?.spec.selector.matchLabels).toEqual({ app: "bot", "pod-template-hash": hashOf(set as ReplicaSet) });
    const pods = await here.pods();
    expect(pods.map(hashOf)).toEqual([hashOf(set as ReplicaSet), hashOf(set as ReplicaSet)]);
    expect(pods[0]?.metadata).toMatchObject({
      generateName: `${set?.metadata.name}-`,
      ownerReferences: [{ kind: "ReplicaSet", uid: set?.metadata.uid, controller: true }],
    });
    expect(pods[0]?.metadata.name).toMatch(new RegExp(`^${set?.metadata.name}-[a-z0-9]{5}$`));
  });

  test("that goes back uses the old ReplicaSet again, under a new number", async () => {
    await here.create(testDeployment("bot"));
    await here.rolledOut("bot");
    const [first] = await here.replicaSets();
    await release("bot", "registry.test/bot:2");
    await release("bot", "registry.test/bot:1");
    const sets = await here.replicaSets();
    expect(sets.map(revision)).toEqual([2, 3]);
    expect(sets.map(imageOf)).toEqual(["registry.test/bot:2", "registry.test/bot:1"]);
    expect(sets[1]?.metadata.uid).toBe(first?.metadata.uid);
    expect(sets[1]?.metadata.annotations).toMatchObject({ "deployment.kubernetes.io/revision-history": "1" });
    await here.until("the number", "bot", (found) => revision(found) === 3);
    await release("bot", "registry.test/bot:2");
    await release("bot", "registry.test/bot:1");
    const again = await here.replicaSets();
    expect(again.map(revision)).toEqual([4, 5]);
    expect(again[1]?.metadata.annotations).toMatchObject({ "deployment.kubernetes.io/revision-history": "1,3" });
  });

  test("hands its annotations down to the ReplicaSet that runs, except its own book-keeping", async () => {
    const deployment = testDeployment("bot");
    const annotations = { "kubernetes.io/change-cause": "first", "kubectl.kubernetes.io/last-applied-configuration": "{}", custom: "x" };
    await here.create({ ...deployment, metadata: { ...deployment.metadata, annotations } } as unknown as Deployment);
    await here.rolledOut("bot");
    const [set] = await here.replicaSets();
    expect(set?.metadata.annotations).toMatchObject({ "kubernetes.io/change-cause": "first", custom: "x" });
    expect(set?.metadata.annotations).not.toHaveProperty("kubectl.kubernetes.io/last-applied-configuration");
    await here.patch("bot", { metadata: { annotations: { "kubernetes.io/change-cause": "second", custom: null } } }, mergePatch);
    await here.setImage("bot", "registry.test/bot:2");
    const sets = await waitUntil("the second set", async () => (await here.replicaSets()).length === 2 && here.replicaSets());
    // The first one ran when the annotation changed, so it may have heard of it; what it lost it keeps.
    expect(sets.map(({ metadata }) => metadata.annotations?.["kubernetes.io/change-cause"]).at(-1)).toBe("second");
    expect(sets[0]?.metadata.annotations).toHaveProperty("custom", "x");
    expect(sets[1]?.metadata.annotations).not.toHaveProperty("custom");
  });

  test("keeps as many old ReplicaSets as its limit says", async () => {
    await here.create(testDeployment("bot", { revisionHistoryLimit: 1 }));
    await here.rolledOut("bot");
    for (const tag of ["2", "3", "4"]) await release("bot", `registry.test/bot:${tag}`);
    const sets = await waitUntil("the clean-up", async () => (await here.replicaSets()).length === 2 && here.replicaSets());
    expect(sets.map(revision)).toEqual([3, 4]);
    await here.patch("bot", { spec: { revisionHistoryLimit: 0 } });
    await waitUntil("the clean-up", async () => (await here.replicaSets()).length === 1);
  });

  test("rolls within its surge and unavailability", async () => {
    const strategy = { type: "RollingUpdate", rollingUpdate: { maxSurge: "50%", maxUnavailable: 0 } };
    await here.create(testDeployment("bot", { replicas: 2, strategy }));
    await here.rolledOut("bot");
    await here.patch("bot", { spec: { template: { metadata: { annotations: { "kubelet.test/behaviour": "never-ready" } } } } });
    await here.until("one pod too many", "bot", ({ status }) => status?.updatedReplicas === 1 && status.replicas === 3);
    const stuck = await here.until(
      "the counters",
      "bot",
      ({ status }) => status?.unavailableReplicas === 1 && status.availableReplicas === 2,
    );
    expect(availability(stuck)).toMatchObject({ status: "True" });
    expect((await here.replicaSets()).map(({ spec }) => spec.replicas)).toEqual([2, 1]);
    expect((await here.replicaSets()).map(({ metadata }) => metadata.annotations?.["deployment.kubernetes.io/max-replicas"])).toEqual([
      "3",
      "3",
    ]);
  });

  test("gives up broken pods first when it may have fewer", async () => {
    const strategy = { type: "RollingUpdate", rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } };
    await here.create(testDeployment("bot", { replicas: 3, strategy }));
    await here.rolledOut("bot");
    await here.patch("bot", { spec: { template: { metadata: { annotations: { "kubelet.test/behaviour": "never-ready" } } } } });
    await here.until(
      "the stuck rollout",
      "bot",
      ({ status }) => status?.updatedReplicas === 1 && status.availableReplicas === 2 && status.replicas === 3,
    );
    await here.patch("bot", { spec: { template: { metadata: { annotations: { "kubelet.test/behaviour": null } } } } }, mergePatch);
    await here.rolledOut("bot");
    expect((await here.replicaSets()).map(({ spec }) => spec.replicas)).toEqual([0, 3]);
  });

  test("of type Recreate starts new pods only when the old ones are gone", async () => {
    const annotations = { "kubelet.test/stop-ms": "600" };
    await here.create(testDeployment("bot", { strategy: { type: "Recreate" }, annotations }));
    await here.rolledOut("bot");
    const [old] = await here.pods();
    await here.setImage("bot", "registry.test/bot:2");
    await waitUntil("the old pod's end to begin", async () => (await here.pods())[0]?.metadata.deletionTimestamp !== undefined);
    expect((await here.pods()).map(({ metadata }) => metadata.uid)).toEqual([old?.metadata.uid]);
    expect(await here.replicaSets()).toHaveLength(1);
    await here.rolledOut("bot");
    const pods = await here.pods();
    expect(pods).toHaveLength(1);
    expect(pods[0]?.metadata.uid).not.toBe(old?.metadata.uid);
  });

  test("that is paused does not roll, and says so", async () => {
    await here.create(testDeployment("bot"));
    await here.rolledOut("bot");
    await here.patch("bot", { spec: { paused: true } });
    const paused = await here.until("the pause", "bot", (found) => progressing(found)?.reason === "DeploymentPaused");
    expect(progressing(paused)).toMatchObject({ status: "Unknown", message: "Deployment is paused" });
    const changed = bodyOf<Deployment>(await here.setImage("bot", "registry.test/bot:2"));
    await here.until("it is observed", "bot", ({ status }) => (status?.observedGeneration ?? 0) >= (changed.metadata.generation ?? 0));
    expect(await here.replicaSets()).toHaveLength(1);
    await here.patch("bot", { spec: { paused: false, replicas: 2 } });
    await here.rolledOut("bot");
    expect((await here.replicaSets()).map(({ spec }) => spec.replicas)).toEqual([0, 2]);
  });

  test("that makes no progress in time says so, and takes it back when it does", async () => {
    await here.create(testDeployment("bot", { progressDeadlineSeconds: 1, annotations: { "kubelet.test/behaviour": "never-ready" } }));
    const late = await here.until("the deadline", "bot", (found) => progressing(found)?.reason === "ProgressDeadlineExceeded");
    const [set] = await here.replicaSets();
    expect(progressing(late)).toMatchObject({ status: "False", message: `ReplicaSet "${set?.metadata.name}" has timed out progressing.` });
    expect(availability(late)).toMatchObject({
      status: "False",
      reason: "MinimumReplicasUnavailable",
      message: "Deployment does not have minimum availability.",
    });
    await here.patch("bot", { spec: { template: { metadata: { annotations: { "kubelet.test/behaviour": "ready" } } } } });
    await here.rolledOut("bot");
    await here.until("the recovery", "bot", (found) => progressing(found)?.reason === "NewReplicaSetAvailable");
  });

  test("counts a pod as available only after it was ready for long enough", async () => {
    await here.create(testDeployment("bot", { minReadySeconds: 2 }));
    const ready = await here.until("a ready pod", "bot", ({ status }) => status?.readyReplicas === 1);
    expect(ready.status).toMatchObject({ unavailableReplicas: 1 });
    expect(ready.status).not.toHaveProperty("availableReplicas");
    await here.rolledOut("bot");
  });

  test("is scaled without a new revision, also to nothing", async () => {
    await here.create(testDeployment("bot", { replicas: 3 }));
    await here.rolledOut("bot");
    await here.patch("bot", { spec: { replicas: 1 } });
    await here.rolledOut("bot");
    await waitUntil("two pods to go", async () => (await here.pods()).length === 1);
    await here.patch("bot", { spec: { replicas: 0 } });
    const none = await here.rolledOut("bot");
    expect(isRolledOut(none)).toBe(true);
    expect(revision(none)).toBe(1);
    expect(await here.replicaSets()).toHaveLength(1);
  });

  test("scaled in the middle of a rollout shares the new pods out", async () => {
    const strategy = { type: "RollingUpdate", rollingUpdate: { maxSurge: 2, maxUnavailable: 0 } };
    await here.create(testDeployment("bot", { replicas: 4, strategy }));
    await here.rolledOut("bot");
    await here.patch("bot", { spec: { template: { metadata: { annotations: { "kubelet.test/behaviour": "never-ready" } } } } });
    await here.until("the surge", "bot", ({ status }) => status?.replicas === 6 && status.updatedReplicas === 2);
    await here.patch("bot", { spec: { replicas: 10 } });
    await here.until("the larger surge", "bot", ({ status }) => status?.replicas === 12);
    expect((await here.replicaSets()).map(({ spec }) => spec.replicas)).toEqual([8, 4]);
  });

  test("re-uses healthy pods of the release it goes back to", async () => {
    await here.create(testDeployment("bot", { replicas: 4 }));
    await here.rolledOut("bot");
    const old = new Set((await here.pods()).map(({ metadata }) => metadata.uid));
    const { spec } = await here.get("deployments", "bot");
    await here.patch("bot", { spec: { template: { metadata: { annotations: { "kubelet.test/behaviour": "crash" } } } } });
    await here.until("the stuck rollout", "bot", ({ status }) => status?.updatedReplicas === 2 && status.availableReplicas === 3);
    const live = await here.get("deployments", "bot");
    const back = [
      { op: "test", path: "/metadata/uid", value: live.metadata.uid },
      { op: "test", path: "/spec/template", value: live.spec.template },
      { op: "replace", path: "/spec/template", value: spec.template },
    ];
    bodyOf(await here.patch("bot", back, jsonPatch));
    await here.rolledOut("bot");
    await waitUntil("the bad pods to go", async () => (await here.pods()).length === 4);
    expect((await here.pods()).filter(({ metadata }) => old.has(metadata.uid))).toHaveLength(3);
    expect(await here.replicaSets()).toHaveLength(2);
  });

  test("takes its ReplicaSets and pods along when it is deleted, in the order asked for", async () => {
    await here.create(testDeployment("bot"));
    await here.rolledOut("bot");
    const marked = bodyOf(await target.admin("DELETE", here.path("deployments", "/bot"), { propagationPolicy: "Foreground" }));
    expect(marked.metadata).toMatchObject({ finalizers: ["foregroundDeletion"], deletionTimestamp: expect.any(String) as string });
    await waitUntil("everything to go", async () => (await target.admin("GET", here.path("deployments", "/bot"))).status === 404);
    expect(await here.pods()).toEqual([]);
    await here.create(testDeployment("kept"));
    await here.rolledOut("kept");
    await target.admin("DELETE", here.path("deployments", "/kept"), { propagationPolicy: "Orphan" });
    await waitUntil("the Deployment to go", async () => (await target.admin("GET", here.path("deployments", "/kept"))).status === 404);
    const [orphan] = await here.replicaSets();
    expect(orphan?.metadata).not.toHaveProperty("ownerReferences");
    await here.create(testDeployment("kept"));
    const adopter = await here.rolledOut("kept");
    const [adopted, ...more] = await here.replicaSets();
    expect(adopted?.metadata).toMatchObject({ uid: orphan?.metadata.uid, ownerReferences: [{ uid: adopter.metadata.uid }] });
    expect(more).toEqual([]);
  });
});
