import { afterEach, beforeEach, expect, test } from "vitest";
import type { BotCtx } from "@/lib/bots/ctx";
import { openDatabase, type Database } from "@/lib/platform/db";
import { isDatabaseDown } from "@/lib/platform/is-database-down";
import { advanceRollback } from "./advance-rollback";
import { confirmRollback } from "./confirm-rollback";
import { driveToAccepted } from "./drive-to-accepted";
import { planRollback } from "./plan-rollback";
import { Scene, WORKER } from "./testing/scene";

/** Nothing listens on port 1. */
const dead = openDatabase("postgresql://postgres:secret@127.0.0.1:1/lastgood", { max: 2 });
let scene: Scene;
let current: Database;

beforeEach(async () => {
  scene = await Scene.open();
  current = scene.database.db;
});
afterEach(() => scene.close());

/** A ctx whose database is there until `goes()`. */
const ctx = (actor?: BotCtx["actor"]): BotCtx => Object.defineProperty(scene.ctx(actor), "db", { get: () => current, enumerable: true });
const goes = () => void (current = dead);
const comesBack = () => void (current = scene.database.db);
const rows = () => scene.database.db.rollback.findMany();

async function begun() {
  const { id: planId } = await planRollback({ ctx: ctx(), input: { botId: scene.botId } });
  const request = ctx();
  const confirmation = await confirmRollback({ ctx: request, input: { planId } });
  if (confirmation.kind !== "started") throw new Error("expected a new rollback");
  return { ctx: request, run: confirmation.run, seen: confirmation.live };
}
const workerLooks = (rollbackId: string) =>
  advanceRollback({ ctx: ctx(WORKER), input: { rollbackId, holder: "wrk_1", snapshot: scene.snapshot() } });

test("the database gone before the intent is written: nothing reaches the cluster", async () => {
  const { id: planId } = await planRollback({ ctx: ctx(), input: { botId: scene.botId } });
  const { live } = scene.cluster;
  Object.defineProperty(scene.cluster, "live", { get: () => (goes(), live) });
  const refused = await confirmRollback({ ctx: ctx(), input: { planId } }).catch((error: unknown) => error);
  expect(isDatabaseDown(refused)).toBe(true);
  expect(scene.cluster.writes).toEqual([]);
  expect(await rows()).toEqual([]);
});

test("gone between the intent and the cluster's answer: said truly, and picked up when it is back, without a second write", async () => {
  const started = await begun();
  scene.cluster.interfere({ after: goes });
  await expect(driveToAccepted(started)).rejects.toMatchObject({
    code: "database-unreachable",
    publicMessage: expect.stringContaining("The cluster accepted the rollback to 1.1.0") as string,
  });
  expect(await rows()).toMatchObject([{ phase: "applying", acceptedAt: null }]);

  comesBack();
  await scene.database.db.rollback.updateMany({ data: { leaseUntil: new Date(0) } });
  await workerLooks(started.run.id);
  expect(await rows()).toMatchObject([{ phase: "following" }]);
  expect(scene.cluster.writes).toHaveLength(1);
});

test("gone while a run is followed: it goes on from where it was", async () => {
  const started = await begun();
  await driveToAccepted(started);
  await scene.run("1.1.0");
  goes();
  await expect(workerLooks(started.run.id)).rejects.toSatisfy(isDatabaseDown);
  expect(await rows()).toMatchObject([{ phase: "following", endedAt: null }]);

  comesBack();
  await workerLooks(started.run.id);
  expect(await rows()).toMatchObject([{ phase: "recovered" }]);
});
