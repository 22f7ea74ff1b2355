import { expect, test } from "vitest";
import type { Pod } from "@/lib/sandbox/objects/kube-object";
import { clusterUsers } from "../support/cluster-users";
import { describeOnEachCluster } from "../support/clusters";
import { inNamespace, testDeployment } from "../support/test-deployment";
import { waitUntil } from "../support/wait-until";

const conditionsOf = ({ status }: Pod) => Object.fromEntries((status?.conditions ?? []).map(({ type, status: value }) => [type, value]));

describeOnEachCluster("a pod", (target) => {
  const here = inNamespace(target);
  const podThat = async (behaviour: string, holds: (pod: Pod) => boolean, annotations: Record<string, string> = {}) => {
    await here.create(testDeployment("bot", { annotations: { "kubelet.test/behaviour": behaviour, ...annotations } }));
    return waitUntil(`a pod that is ${behaviour}`, async () => (await here.pods()).find(holds));
  };
  const container = ({ status }: Pod) => status?.containerStatuses?.[0];

  test("comes up, and tells which image it runs", async () => {
    const digest = "ab".repeat(32);
    const pod = await podThat("ready", (found) => conditionsOf(found)["Ready"] === "True", { "kubelet.test/digest": digest });
    expect(pod.status).toMatchObject({ phase: "Running", podIP: expect.any(String) as string, startTime: expect.any(String) as string });
    expect(conditionsOf(pod)).toMatchObject({ PodScheduled: "True", Initialized: "True", ContainersReady: "True", Ready: "True" });
    expect(pod.spec.nodeName).toBeDefined();
    expect(container(pod)).toMatchObject({
      name: "bot",
      image: "registry.test/bot:1",
      ready: true,
      started: true,
      restartCount: 0,
      state: { running: {} },
    });
    expect(container(pod)?.imageID).toMatch(new RegExp(`@sha256:${digest}$`));
  });

  test("takes the time to start that it is told to", async () => {
    const begun = Date.now();
    await podThat("ready", (found) => conditionsOf(found)["Ready"] === "True", { "kubelet.test/start-ms": "800" });
    expect(Date.now() - begun).toBeGreaterThanOrEqual(750);
  });

  test("that crashes is not ready and backs off", async () => {
    const pod = await podThat("crash", (found) => container(found)?.state.waiting?.reason === "CrashLoopBackOff");
    expect(pod.status?.phase).toBe("Running");
    expect(conditionsOf(pod)).toMatchObject({ Ready: "False", ContainersReady: "False" });
    expect(container(pod)).toMatchObject({ ready: false, lastState: { terminated: { exitCode: 1, reason: "Error" } } });
    expect(container(pod)?.restartCount).toBeGreaterThan(0);
  });

  test("whose image cannot be pulled waits", async () => {
    const pod = await podThat("image-pull", (found) => container(found)?.state.waiting?.reason === "ImagePullBackOff");
    expect(pod.status?.phase).toBe("Pending");
    expect(container(pod)).toMatchObject({ ready: false, restartCount: 0 });
    expect(conditionsOf(pod)).toMatchObject({ Ready: "False" });
  });

  test("whose readiness never passes runs without being ready", async () => {
    const pod = await podThat("never-ready", ({ status }) => status?.phase === "Running");
    expect(container(pod)).toMatchObject({ ready: false, state: { running: {} } });
    expect(pod.status?.conditions?.find(({ type }) => type === "Ready")).toMatchObject({ status: "False", reason: "ContainersNotReady" });
  });

  test("that is stuck stays terminating until it is forced", async () => {
    const pod = await podThat("stuck-terminating", (found) => conditionsOf(found)["Ready"] === "True");
    const path = here.path("pods", `/${pod.metadata.name}`);
    const marked = await target.admin("DELETE", path);
    expect(marked).toMatchObject({
      status: 200,
      body: { kind: "Pod", metadata: { deletionTimestamp: expect.any(String) as string, deletionGracePeriodSeconds: 30 } },
    });
    await waitUntil("its successor", async () => (await here.pods()).some(({ metadata }) => metadata.deletionTimestamp === undefined));
    await here.until("it to be counted", "bot", ({ status }) => status?.terminatingReplicas === 1 && status.replicas === 1);
    expect(await target.admin("GET", path)).toMatchObject({ status: 200, body: { metadata: { uid: pod.metadata.uid } } });
    await target.admin("DELETE", path, { gracePeriodSeconds: 0 });
    expect(await target.admin("GET", path)).toMatchObject({ status: 404 });
  });

  test("is selected by its phase and node, and has a log", async () => {
    const pod = await podThat("ready", (found) => conditionsOf(found)["Ready"] === "True");
    const names = async (query: string) => (await here.list<Pod>("pods", query)).items.map(({ metadata }) => metadata.name);
    expect(await names("?fieldSelector=status.phase%3DRunning")).toEqual([pod.metadata.name]);
    expect(await names(`?fieldSelector=spec.nodeName%3D${pod.spec.nodeName}`)).toEqual([pod.metadata.name]);
    expect(await names("?fieldSelector=status.phase%3DPending")).toEqual([]);
    const log = await target.admin("GET", here.path("pods", `/${pod.metadata.name}/log`));
    expect(log).toMatchObject({ status: 200, body: expect.any(String) as string });
  });

  test("that crashed has the log of the run before, as many lines of it as are asked for, for who may read logs", async () => {
    const pod = await podThat("crash", (found) => container(found)?.state.waiting?.reason === "CrashLoopBackOff");
    const log = here.path("pods", `/${pod.metadata.name}/log?container=bot&previous=true`);
    const last = async (query: string) => (await target.admin("GET", `${log}${query}`)).body;
    const [before, after] = String(await last("&tailLines=2"))
      .trimEnd()
      .split("\n");
    expect(after).toMatch(/\w/);
    expect(await last("&tailLines=1")).toBe(`${after}\n`);
    expect(String(await last("&tailLines=2&limitBytes=9"))).toBe(before?.slice(0, 9));
    expect(await target.as(clusterUsers.lister.token)("GET", log)).toMatchObject({
      status: 403,
      body: { kind: "Status", reason: "Forbidden" },
    });
  });
});
