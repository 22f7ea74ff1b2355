import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newId } from "@/lib/platform/ids";
import { recovered } from "../testing/recover";
import { Scene } from "../testing/scene";
import { exportRuns } from "./export-runs";
import { readInsights } from "./read-insights";
import { InsightsJson, type InsightsInput } from "./schemas";

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open();
});
afterEach(() => scene.close());

const read = async (input: InsightsInput = {}) => InsightsJson.parse(await readInsights({ ctx: scene.ctx(), input }));
const deploys = async () => {
  const { all } = await read();
  return [all.deploys, all.failedDeploys];
};

async function judged(verdict: string): Promise<void> {
  const { db } = scene.database;
  const { id } = await db.rollout.findFirstOrThrow({ where: { botId: scene.botId, until: null } });
  await db.rolloutEvent.create({
    data: { id: newId("evt"), rolloutId: id, at: scene.now, kind: "verdict", detail: { verdict, reasons: [] } },
  });
}

describe("a deploy", () => {
  test("is what went live after another release and no rollback brought; one that was rolled back failed", async () => {
    expect(await deploys()).toEqual([1, 0]);
    await recovered(scene);
    expect(await deploys()).toEqual([1, 1]);
  });

  test("failed no longer once its rollback was undone, and the undo is counted in no figure", async () => {
    const id = await recovered(scene);
    scene.tick(60);
    await recovered(scene, { undoes: id });
    const { all, undos, runs, fromClick } = await read();
    expect([all.deploys, all.failedDeploys, all.rollbacks, undos, fromClick.n]).toEqual([1, 0, 1, 1, 1]);
    expect(runs.map(({ isUndo }) => isUndo)).toEqual([true, false]);
  });

  test.each([
    ["within the hour", 3_599, 1],
    ["an hour later", 3_601, 0],
  ])("that turned failing %s", async (_, seconds, failed) => {
    await scene.run("1.3.0");
    scene.tick(seconds);
    await judged("failing");
    expect(await deploys()).toEqual([2, failed]);
  });
});

describe("the figures", () => {
  test("are of the period, by week and bot, with the runs behind them", async () => {
    await judged("failing");
    scene.tick(60);
    await recovered(scene, { reason: "=wrong, answers" });
    const { all, phases, decide, act, recover, total, weeks, bots, teams, runs } = await read();
    expect(all).toMatchObject({ rollbacks: 1, recovered: 1, kept: 1, broken: 0, medianSeconds: 38 });
    expect(phases).toEqual([{ phase: "recovered", count: 1 }]);
    expect([decide, act, recover, total].map(({ n, medianSeconds }) => [n, medianSeconds])).toEqual([
      [1, expect.any(Number)],
      [1, 0],
      [1, 38],
      [1, expect.any(Number)],
    ]);
    expect(weeks.map(({ rollbacks }) => rollbacks)).toEqual([0, 0, 0, 0, 1]);
    expect(bots).toMatchObject([{ bot: { id: scene.botId }, rollbacks: 1, deploys: 1, failedDeploys: 1 }]);
    expect(teams).toEqual([]);
    expect(runs).toMatchObject([
      { phase: "recovered", fromVersion: "1.2.0", toVersion: "1.1.0", keptFiveMinutes: true, fromClickSeconds: 38 },
    ]);

    scene.tick(31 * 86_400);
    expect((await read()).all).toMatchObject({ rollbacks: 0, deploys: 0, medianSeconds: null });
    expect((await read({ period: "90d" })).all).toMatchObject({ rollbacks: 1, deploys: 1 });
  });

  test("can be narrowed to a team, an environment or a bot", async () => {
    await recovered(scene);
    await scene.database.db.bot.updateMany({ data: { team: "support" } });
    const rollbacks = async (input: InsightsInput) => (await read(input)).all.rollbacks;
    expect(await read({ team: "support" })).toMatchObject({
      team: "support",
      teamNames: ["support"],
      teams: [{ team: "support", rollbacks: 1 }],
    });
    expect(await rollbacks({ team: "" })).toBe(0);
    expect(await rollbacks({ environment: "production" })).toBe(1);
    expect(await rollbacks({ environment: "staging" })).toBe(0);
    expect(await read({ botId: scene.botId })).toMatchObject({ bot: { id: scene.botId }, all: { rollbacks: 1 } });
    expect(await read({ botId: "bot_none" })).toMatchObject({ bot: null, watchedSince: null, all: { rollbacks: 0, deploys: 0 } });
  });

  test("are not for viewers", async () => {
    const ctx = scene.ctx({ kind: "user", id: "usr_v", name: "Sam", role: "viewer" });
    await expect(readInsights({ ctx, input: {} })).rejects.toMatchObject({ code: "forbidden" });
    await expect(exportRuns({ ctx, input: {} })).rejects.toMatchObject({ code: "forbidden" });
  });

  test("come as a file too, in which no reason is a formula", async () => {
    const id = await recovered(scene, { reason: '=cmd("x"), really' });
    const [header, line, end] = (await exportRuns({ ctx: scene.ctx(), input: {} })).split("\r\n");
    expect(header).toMatch(/^id,environment,.*,kept_five_minutes$/);
    expect(line).toMatch(new RegExp(`^${id},production,support,Deployment,omniserve,`));
    expect(line).toContain(`"'=cmd(""x""), really"`);
    expect(line).toMatch(/,yes$/);
    expect(end).toBe("");
  });
});
