import { afterEach, beforeEach, expect, test } from "vitest";
import { condition, crashing, pod } from "@/lib/health/testing/sightings";
import { advanceRollback } from "./advance-rollback";
import { readRollback } from "./read-rollback";
import { accepted, bring } from "./testing/recover";
import { Scene, WORKER } from "./testing/scene";

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open();
  await scene.database.db.environment.updateMany({ data: { verifySeconds: 30 } });
});
afterEach(() => scene.close());

const step = (rollback: { steps: { name: string; state: string }[] }, name: string) =>
  rollback.steps.find((one) => one.name === name)?.state;

test("a run has recovered once all held for the verification time without a break; the time to recover is told apart, and so is why it waits", async () => {
  const id = await accepted(scene);
  const look = async (seconds: number) => {
    scene.tick(seconds);
    await advanceRollback({ ctx: scene.ctx(WORKER), input: { rollbackId: id, holder: "wrk_1", snapshot: scene.snapshot() } });
    return readRollback({ ctx: scene.ctx(), input: { id } });
  };
  expect(await readRollback({ ctx: scene.ctx(), input: { id } })).toMatchObject({
    deadlineAt: new Date(scene.now.getTime() + 600_000).toISOString(),
    deadlineWhy: "progressDeadlineSeconds is 600",
  });

  await bring(scene, { version: "1.1.0", by: "lastgood", isSeen: true });
  const first = await look(10);
  expect(first).toMatchObject({ phase: "verifying", endedAt: null, replacedAt: scene.now.toISOString() });
  expect(first.deadlineWhy).toContain("healthy for 30 s without a break");
  expect([step(first, "healthy"), step(first, "verified")]).toEqual(["done", "now"]);

  const pods = scene.cluster.pods;
  scene.cluster.pods = [...pods.slice(1), pod("1.1.0-a", "1.1.0", { ready: false, containers: [crashing()] })];
  const broken = await look(25);
  expect(broken).toMatchObject({ phase: "following", replacedAt: null, deadlineAt: first.deadlineAt });
  expect(step(broken, "healthy")).toBe("waiting");
  expect(broken.remarks.some(({ sentence }) => sentence.startsWith("Its health broke after 25 s"))).toBe(true);

  scene.cluster.pods = pods;
  await look(5);
  expect(await look(29)).toMatchObject({ phase: "verifying", active: true });
  const end = await look(1);
  expect(end).toMatchObject({ phase: "recovered", sentence: "Recovered in 40 s, verified for 30 s.", active: false });
  expect(step(end, "verified")).toBe("done");
  expect(end.replacedAt).toBe(new Date(scene.now.getTime() - 30_000).toISOString());
});

test.each([
  ["a deploy", "superseded", () => bring(scene, { version: "1.3.0", by: "ci" })],
  [
    "the death of a pod",
    "following",
    async () =>
      void (scene.cluster.pods = [...scene.cluster.pods.slice(1), pod("1.1.0-a", "1.1.0", { ready: false, containers: [crashing()] })]),
  ],
  ["its deletion", "superseded", async () => void (scene.cluster.live = null)],
])("what was seen before %s does not make a run recovered", async (_, phase, happens) => {
  const id = await accepted(scene);
  await bring(scene, { version: "1.1.0", by: "lastgood", isSeen: true });
  const before = scene.snapshot();
  const look = async (seconds: number) => {
    scene.tick(seconds);
    await advanceRollback({ ctx: scene.ctx(WORKER), input: { rollbackId: id, holder: "wrk_1", snapshot: before } });
    return readRollback({ ctx: scene.ctx(), input: { id } });
  };
  expect(await look(10)).toMatchObject({ phase: "verifying" });
  await happens();
  expect(await look(30)).toMatchObject({ phase });
});

test("a break that nobody saw counts: it is verified from when the last pod that it needs was ready again", async () => {
  const id = await accepted(scene);
  const look = async (seconds: number) => {
    scene.tick(seconds);
    await advanceRollback({ ctx: scene.ctx(WORKER), input: { rollbackId: id, holder: "wrk_1", snapshot: scene.snapshot() } });
    return readRollback({ ctx: scene.ctx(), input: { id } });
  };
  const readySince = (at: Date) => ({ conditions: [condition("Ready", "True", "", "", at.toISOString())] });
  await bring(scene, { version: "1.1.0", by: "lastgood", isSeen: true, pods: readySince(scene.now) });
  expect(await look(10)).toMatchObject({ phase: "verifying" });

  const again = new Date(scene.now.getTime() + 20_000);
  scene.cluster.pods = scene.cluster.pods.map((one, index) => (index === 0 ? { ...one, ...readySince(again) } : one));
  const after = await look(30);
  expect(after).toMatchObject({ phase: "verifying", active: true, replacedAt: again.toISOString() });
  expect(after.remarks.some(({ sentence }) => sentence.startsWith("Its health broke"))).toBe(true);
  expect(await look(19)).toMatchObject({ phase: "verifying" });
  expect(await look(1)).toMatchObject({ phase: "recovered", sentence: "Recovered in 30 s, verified for 30 s." });
});

test("clocks of the cluster that are ahead put no end off", async () => {
  const id = await accepted(scene);
  const ahead = new Date(scene.now.getTime() + 3_600_000);
  await bring(scene, {
    version: "1.1.0",
    by: "lastgood",
    isSeen: true,
    pods: { conditions: [condition("Ready", "True", "", "", ahead.toISOString())] },
  });
  for (const seconds of [10, 30]) {
    scene.tick(seconds);
    await advanceRollback({ ctx: scene.ctx(WORKER), input: { rollbackId: id, holder: "wrk_1", snapshot: scene.snapshot() } });
  }
  expect(await readRollback({ ctx: scene.ctx(), input: { id } })).toMatchObject({ phase: "recovered" });
});

test("a process that was held up writes nothing more once another one has ended the run", async () => {
  const id = await accepted(scene);
  await bring(scene, { version: "1.1.0", by: "lastgood", isSeen: true });
  const before = scene.snapshot();
  const look = (holder: string, ctx = scene.ctx(WORKER)) => advanceRollback({ ctx, input: { rollbackId: id, holder, snapshot: before } });
  await look("wrk_1");
  scene.tick(30);

  const rows = () =>
    Promise.all([
      scene.database.db.rollbackStep.findMany({ where: { rollbackId: id }, orderBy: { name: "asc" } }),
      scene.database.db.rollbackRemark.findMany({ where: { rollbackId: id }, orderBy: { key: "asc" } }),
    ]);
  let atTheEnd: Awaited<ReturnType<typeof rows>> | undefined;
  const cluster = scene.cluster.clusters.of({ name: "production", context: null });
  const ctx = scene.ctx(WORKER);
  const heldUp = async () => {
    await scene.database.db.rollback.update({ where: { id }, data: { leaseUntil: new Date(0) } });
    await look("wrk_2");
    atTheEnd = await rows();
    scene.cluster.pods = [...scene.cluster.pods.slice(1), pod("1.1.0-a", "1.1.0", { ready: false, containers: [crashing()] })];
    return cluster.getWorkload({ namespace: "support", kind: "Deployment", name: "omniserve" });
  };
  await look("wrk_1", { ...ctx, clusters: { of: () => ({ ...cluster, getWorkload: heldUp }), close: async () => {} } });

  expect(await readRollback({ ctx: scene.ctx(), input: { id } })).toMatchObject({ phase: "recovered" });
  expect(await rows()).toEqual(atTheEnd);
});
