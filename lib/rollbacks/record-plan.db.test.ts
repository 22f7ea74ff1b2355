import { beforeEach, describe, expect, test } from "vitest";
import { pruneContents } from "@/lib/bots/prune-contents";
import { pruneReleases } from "@/lib/bots/prune-releases";
import type { BotCtx } from "@/lib/bots/ctx";
import { findPlan } from "./find-plan";
import { planRollback } from "./plan-rollback";
import { prunePlans } from "./prune-plans";
import { configScene } from "./testing/config-scene";
import type { Scene } from "./testing/scene";
import type { PlanInput } from "./schemas";

const DAY = 86_400;
let scene: Scene;
beforeEach(async () => {
  scene = await configScene();
  return () => scene.close();
});
const plan = (input: PlanInput = {}, ctx = scene.ctx()) => planRollback({ ctx, input: { botId: scene.botId, ...input } });
const db = () => scene.database.db;

/** A ctx with which this happens just before a plan is written, or just before what it refers to is locked. */
function withPruning(moment: "locked" | "written", prune: () => Promise<unknown>): BotCtx {
  const written = { rollbackPlan: { create: ({ args, query }: Hooked) => prune().then(() => query(args)) } };
  const isLock = ({ strings }: { strings?: string[] }) => strings?.join("").includes("for key share");
  const locked = {
    $executeRaw: ({ args, query }: Hooked) => (isLock(args as object) ? prune() : Promise.resolve()).then(() => query(args)),
  };
  const query = moment === "locked" ? locked : written;
  return { ...scene.ctx(), db: db().$extends({ query: query as never }) as unknown as BotCtx["db"] };
}
type Hooked = { args: unknown; query: (args: unknown) => Promise<unknown> };

describe("a plan", () => {
  test("has what it brings, though all of it was about to be pruned with a plan of long ago", async () => {
    await plan();
    scene.tick(2 * DAY);
    expect(await prunePlans({ ctx: scene.ctx() })).toBe(1);
    let pruned = -1;
    const ctx = withPruning("written", async () => (pruned = await pruneContents({ ctx: scene.ctx() })));
    const { id } = await plan({}, ctx);
    expect(pruned).toBe(0);
    expect(await findPlan(scene.ctx(), id)).toMatchObject({ id, copies: [{ of: "rules" }] });
    expect(await pruneContents({ ctx: scene.ctx() })).toBe(0);
  });

  test.each<[string, PlanInput, () => Promise<unknown>]>([
    [
      "the content of a copy",
      {},
      async () => {
        await db().release.updateMany({ where: { config: { not: [] } }, data: { template: "" } });
        scene.tick(3_601);
        expect(await pruneContents({ ctx: scene.ctx() })).toBeGreaterThan(0);
      },
    ],
    [
      "what it had put together before",
      { choice: "code" },
      async () => {
        scene.tick(DAY);
        expect((await pruneReleases({ ctx: scene.ctx() })).forgotten).toBe(1);
      },
    ],
  ])("is not made where retention was quicker and took %s", async (_, input, take) => {
    await expect(plan(input, withPruning("locked", take))).rejects.toMatchObject({
      code: "conflict",
      publicMessage: expect.stringContaining("Nothing was changed. Look again") as string,
    });
    expect(await db().rollbackPlan.count()).toBe(0);
  });

  test("goes to nothing that retention let go of, and says so", async () => {
    const release = await db().release.findFirstOrThrow({ where: { version: "1.1.0" } });
    await db().release.update({ where: { id: release.id }, data: { template: "" } });
    await expect(plan({ releaseId: release.id })).rejects.toMatchObject({
      code: "content-pruned",
      publicMessage: expect.stringMatching(/^What 1\.1\.0 was is not kept .* Nothing was changed\./) as string,
    });
  });

  test("keeps whole what it put together, though that had been let go of", async () => {
    await plan({ choice: "code" });
    const { id, template } = await db().release.findFirstOrThrow({ where: { origin: "composed" } });
    await db().release.update({ where: { id }, data: { template: "" } });
    expect((await plan({ choice: "code" })).to.id).toBe(id);
    expect(await db().release.findUniqueOrThrow({ where: { id } })).toMatchObject({ template, origin: "composed" });
  });
});
