import { beforeEach, describe, expect, test } from "vitest";
import { confirmRollback } from "./confirm-rollback";
import { driveToAccepted } from "./drive-to-accepted";
import { planRollback } from "./plan-rollback";
import { Scene } from "./testing/scene";

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open();
  return () => scene.close();
});

const pause = (paused: boolean) => {
  if (scene.cluster.live) scene.cluster.live = { ...scene.cluster.live, paused };
};
const plan = (resume?: boolean) =>
  planRollback({ ctx: scene.ctx(), input: { botId: scene.botId, ...(resume === undefined ? {} : { resume }) } });
const pausedGuard = ({ guards }: Awaited<ReturnType<typeof plan>>) => guards.find(({ name }) => name === "paused")?.outcome;

async function click(planId: string) {
  const ctx = scene.ctx();
  const confirmation = await confirmRollback({ ctx, input: { planId } });
  if (confirmation.kind !== "started") throw new Error(`it is ${confirmation.kind}`);
  await driveToAccepted({ ctx, run: confirmation.run, seen: confirmation.live });
  return scene.database.db.rollback.findUniqueOrThrow({ where: { id: confirmation.rollbackId } });
}
const ofPause = () => scene.cluster.writes.flat().filter(({ path }) => path === "/spec/paused");

describe("a paused bot", () => {
  test("is not rolled back, unless somebody chose that this ends the pause: then by the same write, on the record", async () => {
    pause(true);
    const refused = await plan();
    expect([pausedGuard(refused), refused.paused, refused.resumes]).toEqual(["block", true, false]);
    await expect(click(refused.id)).rejects.toMatchObject({ code: "plan-blocked" });

    const agreed = await plan(true);
    expect([pausedGuard(agreed), agreed.paused, agreed.resumes]).toEqual(["note", true, true]);
    expect(agreed.fingerprint).not.toBe(refused.fingerprint);
    expect(await click(agreed.id)).toMatchObject({ phase: "following" });
    expect(scene.cluster.writes).toHaveLength(1);
    expect(ofPause()).toEqual([
      { op: "test", path: "/spec/paused", value: true },
      { op: "remove", path: "/spec/paused" },
    ]);
    const entry = await scene.database.db.auditEntry.findFirstOrThrow({ where: { action: "rollback.confirm" } });
    expect(entry.after).toMatchObject({ resumes: true });
  });

  test("that was paused after the plan was made: nothing is written", async () => {
    const { id } = await plan();
    pause(true);
    await expect(click(id)).rejects.toMatchObject({ code: "plan-blocked" });
    expect(scene.cluster.writes).toEqual([]);
  });

  test("that was paused while the rollback was on its way: nothing is written, and the run says so", async () => {
    const { id } = await plan();
    const ctx = scene.ctx();
    const confirmation = await confirmRollback({ ctx, input: { planId: id } });
    if (confirmation.kind !== "started") throw new Error(`it is ${confirmation.kind}`);
    pause(true);
    await driveToAccepted({ ctx, run: confirmation.run });
    const where = { id: confirmation.rollbackId };
    expect(await scene.database.db.rollback.findUniqueOrThrow({ where })).toMatchObject({
      phase: "failed",
      sentence: expect.stringContaining("was paused meanwhile") as string,
    });
    expect(scene.cluster.writes).toEqual([]);
  });

  test("that somebody resumed before the click: the rest is done, and nothing is said of a pause", async () => {
    pause(true);
    const { id } = await plan(true);
    pause(false);
    expect(await click(id)).toMatchObject({ phase: "following" });
    expect(ofPause()).toEqual([]);
  });
});
