import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { crashing } from "@/lib/health/testing/sightings";
import { DatabaseClock } from "@/lib/platform/database-clock";
import { advanceRollback } from "./advance-rollback";
import { readRollback } from "./read-rollback";
import { accepted, bring } from "./testing/recover";
import { Scene, WORKER } from "./testing/scene";

const HOUR = 3_600_000;
const trueTime = Date.now.bind(Date);

let scene: Scene;
let id: string;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  scene = await Scene.open();
  scene.now = new Date(trueTime());
  id = await accepted(scene);
  await bring(scene, { version: "1.1.0", by: "lastgood", isSeen: true, pods: { ready: false, containers: [crashing()] } });
});
afterEach(async () => {
  vi.useRealTimers();
  await scene.close();
});

/** A look by a worker whose machine's clock is wrong. */
async function look(shift: number) {
  vi.setSystemTime(trueTime() + shift);
  const clock = new DatabaseClock();
  await clock.read(scene.database.db);
  const ctx = { ...scene.ctx(WORKER), clock };
  await advanceRollback({ ctx, input: { rollbackId: id, holder: "wrk_1", snapshot: scene.snapshot() } });
  return readRollback({ ctx, input: { id } });
}

test.each([
  ["ahead", HOUR],
  ["behind", -HOUR],
])("X21 a worker whose machine's clock is an hour %s ends no run early, and leaves none open", async (_, shift) => {
  expect(await look(shift)).toMatchObject({ phase: "following" });
  await scene.database.db.rollback.update({ where: { id }, data: { deadlineAt: new Date(trueTime() - 1_000) } });
  const { phase, sentence, startedAt, endedAt } = await look(shift);
  expect(phase).toBe("failed");
  expect(Math.abs(Date.parse(endedAt ?? "") - trueTime())).toBeLessThan(HOUR / 6);
  expect(Date.parse(endedAt ?? "")).toBeGreaterThanOrEqual(Date.parse(startedAt));
  expect(sentence).not.toMatch(/-\d|NaN/);
});
