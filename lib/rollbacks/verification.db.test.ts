import { afterEach, beforeEach, expect, test } from "vitest";
import { crashing, pod } from "@/lib/health/testing/sightings";
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
