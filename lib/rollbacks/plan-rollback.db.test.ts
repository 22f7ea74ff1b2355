import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { markRelease } from "@/lib/bots/mark-release";
import { ClusterError } from "@/lib/cluster/cluster-error";
import { planRollback } from "./plan-rollback";
import { template, workload } from "@/lib/health/testing/sightings";
import { Scene } from "./testing/scene";

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open();
});
afterEach(() => scene.close());

const plan = (releaseId?: string) => planRollback({ ctx: scene.ctx(), input: { botId: scene.botId, ...(releaseId ? { releaseId } : {}) } });
const idOf = async (version: string) => (await scene.database.db.release.findFirstOrThrow({ where: { version } })).id;

describe("planning a rollback", () => {
  test("goes from what runs to the newest known good release, with the difference", async () => {
    const made = await plan();
    expect(made).toMatchObject({ from: { version: "1.2.0" }, to: { version: "1.1.0" }, needsTypedName: false });
    expect(made.diff.groups[0]?.lines).toEqual([
      { change: "changed", what: "image", key: "image", from: "omniserve:1.2.0", to: "omniserve:1.1.0" },
    ]);
    expect(new Date(made.expiresAt).getTime() - scene.now.getTime()).toBe(300_000);
  });

  test("writes nothing to the cluster", async () => {
    await plan();
    expect(scene.cluster.writes).toEqual([]);
  });

  test("starts from what runs this moment, not from what was recorded last", async () => {
    scene.cluster.deploy(template("1.3.0"));
    expect(await plan()).toMatchObject({ from: { version: "1.3.0" }, to: { version: "1.1.0" } });
  });

  test("has the same fingerprint while it means the same, another once it does not", async () => {
    const [first, second] = [await plan(), await plan()];
    scene.cluster.deploy(template("1.3.0"));
    expect(second.fingerprint).toBe(first.fingerprint);
    expect((await plan()).fingerprint).not.toBe(first.fingerprint);
  });

  test("refuses, in words, to go to what already runs", async () => {
    await expect(plan(await idOf("1.2.0"))).rejects.toMatchObject({
      code: "already-live",
      publicMessage: expect.stringContaining("already runs 1.2.0") as string,
    });
  });

  test("says so when nothing is left to go back to", async () => {
    await markRelease({
      ctx: scene.ctx(),
      input: { botId: scene.botId, releaseId: await idOf("1.1.0"), bad: true, reason: "wrong answers" },
    });
    await expect(plan()).rejects.toMatchObject({ code: "nothing-to-roll-back-to", detail: { because: "all-others-bad" } });
  });

  test("goes to a bad release only when asked to, and wants the name typed", async () => {
    const id = await idOf("1.1.0");
    await markRelease({ ctx: scene.ctx(), input: { botId: scene.botId, releaseId: id, bad: true, reason: "wrong answers" } });
    expect(await plan(id)).toMatchObject({ needsTypedName: true });
  });

  test("wants the name typed for each where the environment says so", async () => {
    await scene.database.db.environment.updateMany({ data: { alwaysTypeName: true } });
    expect(await plan()).toMatchObject({
      needsTypedName: true,
      guards: expect.not.arrayContaining([expect.objectContaining({ outcome: "warn" })]) as unknown,
    });
  });

  test.each(["viewer"] as const)("is not for a %s", async (role) => {
    const ctx = scene.ctx({ kind: "user", id: "usr_v", name: "Vi", role });
    await expect(planRollback({ ctx, input: { botId: scene.botId } })).rejects.toMatchObject({ code: "forbidden" });
  });

  test.each([
    ["an unknown bot", () => planRollback({ ctx: scene.ctx(), input: { botId: "bot_none" } }), "not-found"],
    ["an unknown release", () => plan("rel_none"), "not-found"],
  ])("answers %s", async (_, ask, code) => {
    await expect(ask()).rejects.toMatchObject({ code });
  });

  test("says that the bot is gone", async () => {
    scene.cluster.live = null;
    await expect(plan()).rejects.toMatchObject({ code: "bot-gone" });
  });

  test("says that the cluster does not answer, and that nothing was changed", async () => {
    scene.cluster.unreachable = () => new ClusterError("unreachable", "connect ECONNREFUSED 10.0.0.1:6443", { applied: "no" });
    await expect(plan()).rejects.toMatchObject({
      code: "cluster-unreachable",
      publicMessage: expect.stringContaining("Nothing was changed.") as string,
    });
  });

  test("blocks on a paused bot, with the command that resumes it", async () => {
    scene.cluster.live = workload({ ...scene.cluster.live, paused: true });
    const { guards } = await plan();
    expect(guards).toContainEqual({
      name: "paused",
      outcome: "block",
      sentence: expect.stringContaining("rollout resume deployment omniserve") as string,
    });
  });
});
