import { beforeEach, describe, expect, test } from "vitest";
import { after, crashing, down } from "@/lib/health/testing/sightings";
import { declareEnvironments } from "./declare-environments";
import { forgetProofOfHealth } from "./forget-proof-of-health";
import { markRelease } from "./mark-release";
import { proveKnownGood } from "./prove-known-good";
import { recordSightOfEnvironment } from "./record-sight-of-environment";
import { KIM, PRODUCTION, running, watched, type Watched } from "./testing/watched-bot";

let bot: Watched;
const sick = () => running("1.1.0", { workload: { available: 0 }, pods: [down("a", "1.1.0", crashing())] });
const mark = async (bad: boolean) => {
  const { id: releaseId, botId } = await bot.release("1.1.0");
  return markRelease({ ctx: bot.as(KIM), input: { botId, releaseId, bad, reason: "wrong answers" } });
};
/** Looks on for so many seconds, once every thirty. */
async function watch(seconds: number, snapshot = running("1.1.0")): Promise<void> {
  for (let passed = 0; passed < seconds; passed += 30) {
    await bot.observe(snapshot);
    bot.advance(30);
    await proveKnownGood({ ctx: bot.ctx });
  }
}
const provedAt = async () => (await bot.release("1.1.0")).knownGoodAt;

beforeEach(async () => {
  bot = await watched();
  return () => bot.database.drop();
});

describe("a release becomes known good", () => {
  test("after the soak time, not before, and once", async () => {
    await watch(570);
    expect(await provedAt()).toBeNull();
    await watch(60);
    expect(await provedAt()).toEqual(after(600));
  });

  test("not while a break in its health is younger than the soak time", async () => {
    await watch(570);
    await watch(30, sick());
    await watch(570);
    expect(await provedAt()).toBeNull();
    await watch(30);
    expect(await provedAt()).toEqual(after(1200));
  });

  test("not by the time in which nobody looked", async () => {
    await watch(570);
    bot.advance(3600);
    await bot.observe(running("1.1.0"), { continuous: false });
    await proveKnownGood({ ctx: bot.ctx });
    expect(await provedAt()).toBeNull();
    await watch(600);
    expect(await provedAt()).toEqual(after(570 + 3600 + 600));
  });

  test("not by what a worker finds in the database before it has looked itself", async () => {
    await watch(570);
    bot.advance(3600);
    await forgetProofOfHealth({ ctx: bot.ctx, input: { environment: "production" } });
    await proveKnownGood({ ctx: bot.ctx });
    expect(await provedAt()).toBeNull();
  });

  test("not by the time in which its cluster was out of sight", async () => {
    await watch(570);
    const blind = [{ kind: "Deployment" as const, namespace: null, sentence: "The cluster does not answer." }];
    await recordSightOfEnvironment({
      ctx: bot.ctx,
      input: { name: "production", hears: false, problem: "The cluster does not answer.", blind },
    });
    bot.advance(60);
    await proveKnownGood({ ctx: bot.ctx });
    await watch(570);
    expect(await provedAt()).toBeNull();
  });

  test("in the time that its environment asks for", async () => {
    await declareEnvironments({ ctx: bot.ctx, input: { environments: [{ ...PRODUCTION, soakSeconds: 30 }] } });
    await watch(30);
    expect(await provedAt()).toEqual(after(30));
  });

  test("never while it is marked bad; again once that is taken back", async () => {
    await watch(90);
    await mark(true);
    await watch(900);
    expect(await provedAt()).toBeNull();
    await mark(false);
    await watch(30);
    expect(await provedAt()).not.toBeNull();
  });

  test("never when another release runs by then", async () => {
    await watch(570);
    await watch(60, running("1.2.0"));
    expect(await provedAt()).toBeNull();
  });
});

test("a release that was left and came back proves itself anew", async () => {
  await watch(600);
  expect(await provedAt()).toEqual(after(600));
  await watch(60, running("1.2.0"));
  await watch(570);
  expect(await provedAt()).toEqual(after(600));
  await watch(30);
  expect(await provedAt()).toEqual(after(1260));
});

test("two workers prove at the same moment without a deadlock", async () => {
  for (const name of ["a", "b", "c", "d"])
    await bot.observe(
      running("1.1.0", { revisions: [], workload: { uid: name, ref: { namespace: "support", kind: "Deployment", name } } }),
    );
  await bot.db.rollout.updateMany({ data: { verdict: "healthy", healthySince: after(0) } });
  await bot.db.bot.updateMany({ data: { verdict: "healthy" } });
  bot.advance(600);
  await Promise.all(Array.from({ length: 10 }, () => proveKnownGood({ ctx: bot.ctx })));
  expect(await bot.db.release.count({ where: { knownGoodAt: after(600) } })).toBe(4);
});
