import { beforeEach, describe, expect, test } from "vitest";
import { listAlarms } from "@/lib/bots/list-alarms";
import type { CreateRefusal, Pod, Workload } from "@/lib/cluster/types";
import { crashing, down, pod, waiting } from "@/lib/health/testing/sightings";
import { advanceRollback } from "./advance-rollback";
import { noteWhatCameAfter } from "./note-what-came-after";
import { readRollback } from "./read-rollback";
import { accepted, bring, recovered } from "./testing/recover";
import { Scene, WORKER } from "./testing/scene";

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open();
  return () => scene.close();
});

async function look(id: string, refusal: CreateRefusal | null = null) {
  const snapshot = scene.snapshot();
  const seen = snapshot && { ...snapshot, refusal };
  await advanceRollback({ ctx: scene.ctx(WORKER), input: { rollbackId: id, holder: "wrk_1", snapshot: seen } });
  return readRollback({ ctx: scene.ctx(), input: { id } });
}
/** The controllers begin on the target; its pods are as told. */
async function begins(pods: Pod[], more: Partial<Workload> = {}): Promise<void> {
  await bring(scene, { version: "1.1.0", by: "lastgood", isSeen: true, pods: { ready: false } });
  scene.cluster.pods = pods;
  if (scene.cluster.live) scene.cluster.live = { ...scene.cluster.live, updated: pods.length, ready: 0, available: 0, ...more };
}

describe("X13 something puts the release back that was left", () => {
  test("2 s after the click, while it is followed: reverted, by whom", async () => {
    const id = await accepted(scene);
    scene.tick(2);
    await bring(scene, { version: "1.2.0", by: "argocd-controller" });
    const { phase, sentence } = await look(id);
    expect([phase, sentence]).toEqual(["reverted", "argocd-controller put 1.2.0 back 2.0 s after the cluster had accepted 1.1.0."]);
  });

  test.each([60, 200, 3_600])("%i s after it had recovered: an alarm, and the run says so beside its end", async (seconds) => {
    const id = await recovered(scene);
    scene.tick(seconds);
    await bring(scene, { version: "1.2.0", by: "argocd-controller" });
    expect((await listAlarms({ ctx: scene.ctx() })).items).toMatchObject([{ version: "1.2.0", by: "argocd-controller", rollbackId: id }]);
    await noteWhatCameAfter({ ctx: scene.ctx(WORKER) });
    const { phase, afterwards } = await readRollback({ ctx: scene.ctx(), input: { id } });
    expect([phase, afterwards]).toEqual(["recovered", [expect.stringMatching(/^1\.2\.0 was put back .* later by argocd-controller\.$/)]]);
  });
});

describe("X15 the target cannot start", () => {
  const refused = (message: string): CreateRefusal => ({ message, at: scene.now });
  const one = (...of: Parameters<typeof down>) => [down(...of)];
  test.each<[string, () => Pod[], RegExp, string | null]>([
    ["its image is gone", () => one("a", "1.1.0", waiting("ImagePullBackOff", { message: "not found" })), /cannot pull the image/, null],
    ["it crashes", () => one("a", "1.1.0", crashing()), /crashes on start/, null],
    ["no node has room", () => [pod("a", "1.1.0", { phase: "Pending", ready: false, unschedulable: "no room" })], /finds no node/, null],
    [
      "a ConfigMap is gone",
      () => one("a", "1.1.0", waiting("CreateContainerConfigError", { message: 'configmap "words" not found' })),
      /words/,
      null,
    ],
    ["a quota is full", () => [], /exceeded quota small/, "exceeded quota: small, requested: pods=1, used: pods=3, limited: pods=3"],
    ["a webhook says no", () => [], /admission webhook policy says no/, 'admission webhook "policy" denied the request: no'],
    ["a webhook is down", () => [], /webhook policy does not answer/, 'failed calling webhook "policy": connection refused'],
    [
      "Pod Security forbids it",
      () => [],
      /Pod Security level restricted/,
      'pods "a" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false',
    ],
  ])(
    "because %s: the next look says so, nothing is called recovered, and the deadline ends it in the same words",
    async (_, pods, why, message) => {
      const id = await accepted(scene);
      const refusal = () => (message === null ? null : refused(message));
      scene.tick(5);
      await begins(pods());
      expect(await look(id, refusal())).toMatchObject({ phase: "following", sentence: expect.stringMatching(why) as string });
      scene.tick(600);
      const end = await look(id, refusal());
      expect(end).toMatchObject({ phase: "failed", sentence: expect.stringMatching(why) as string });
      expect(end.sentence).toContain("1.1.0 did not come up in 10 min 5 s.");
    },
  );
});

describe("X17 controllers", () => {
  test("that are frozen are named, the run ends at its deadline, and is told when they went on", async () => {
    const id = await accepted(scene);
    await bring(scene, { version: "1.1.0", by: "lastgood", isSeen: true });
    const whole = scene.cluster.pods;
    scene.cluster.pods = whole.map((each) => ({ ...each, uid: `old-${each.uid}`, ownerUid: "rs-1.2.0" }));
    if (scene.cluster.live) scene.cluster.live.observedGeneration = scene.cluster.live.generation - 1;
    await scene.observe();
    scene.tick(9);
    expect((await look(id)).sentence).not.toContain("controller");
    scene.tick(3);
    const frozen = "the Deployment controller has not taken up what was changed last";
    expect(await look(id)).toMatchObject({ phase: "following", sentence: expect.stringContaining(frozen) as string });
    scene.tick(600);
    expect(await look(id)).toMatchObject({ phase: "failed", sentence: expect.stringContaining(frozen) as string });

    scene.tick(180);
    scene.cluster.pods = whole;
    if (scene.cluster.live) scene.cluster.live.observedGeneration = scene.cluster.live.generation;
    await scene.observe();
    await noteWhatCameAfter({ ctx: scene.ctx(WORKER) });
    const { phase, afterwards } = await readRollback({ ctx: scene.ctx(), input: { id } });
    expect([phase, afterwards]).toEqual(["failed", ["3 min after the deadline all pods ran 1.1.0 and were healthy."]]);
  });

  test("whose word that the deadline has passed is of the release before do not end a run", async () => {
    const lastUpdateTime = new Date(scene.now.getTime() - 30_000).toISOString();
    const stale = { type: "Progressing", status: "False", reason: "ProgressDeadlineExceeded", message: "", lastUpdateTime };
    const id = await accepted(scene);
    await begins([], { conditions: [stale] });
    scene.tick(5);
    const { phase, sentence } = await look(id);
    expect(phase).toBe("following");
    expect(sentence).not.toContain("in the time the bot is given");
    if (scene.cluster.live) scene.cluster.live.conditions = [];
    await bring(scene, { version: "1.1.0", by: "lastgood", isSeen: true });
    expect(await look(id)).toMatchObject({ phase: "recovered" });
  });
});
