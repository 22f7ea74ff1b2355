import { beforeEach, describe, expect, test } from "vitest";
import type { WorkloadKind } from "@/lib/cluster/types";
import { after } from "@/lib/health/testing/sightings";
import { declareEnvironments } from "./declare-environments";
import { readWatchfulness } from "./read-watchfulness";
import { recordSightOfEnvironment, type SightOfEnvironment } from "./record-sight-of-environment";
import { PRODUCTION, running, watched, type Watched } from "./testing/watched-bot";

let bot: Watched;
const SILENT = "The cluster does not answer.";
const record = (sight: Partial<SightOfEnvironment>) =>
  recordSightOfEnvironment({ ctx: bot.ctx, input: { name: "production", hears: true, problem: null, blind: [], ...sight } });
const environment = () => bot.db.environment.findUniqueOrThrow({ where: { name: "production" } });
const observe = (name: string, kind: WorkloadKind, namespace = "support", inside = PRODUCTION) =>
  bot.observe(running("1.1.0", { revisions: [], workload: { uid: `${namespace}-${name}`, ref: { namespace, kind, name } } }), {
    environment: inside,
  });
const verdicts = async () => (await bot.db.bot.findMany({ orderBy: { name: "asc" } })).map(({ name, verdict }) => `${name} ${verdict}`);

beforeEach(async () => {
  bot = await watched();
  await observe("greeter", "StatefulSet");
  await observe("omniserve", "Deployment");
  await observe("seller", "Deployment", "sales");
  await bot.db.bot.updateMany({ data: { verdict: "healthy" } });
  await bot.db.rollout.updateMany({ data: { verdict: "healthy", healthySince: after(0) } });
  return () => bot.database.drop();
});

describe("what a worker hears", () => {
  test("is kept with its time", async () => {
    await record({});
    expect(await environment()).toMatchObject({ heardAt: after(0), problem: null, problemSince: null });
  });

  test("is a problem since it began, until it is over", async () => {
    await record({});
    bot.advance(10);
    await record({ hears: false, problem: SILENT });
    bot.advance(10);
    await record({ hears: false, problem: SILENT });
    expect(await environment()).toMatchObject({ heardAt: after(0), problem: SILENT, problemSince: after(10) });
    await record({});
    expect(await environment()).toMatchObject({ heardAt: after(20), problem: null, problemSince: null });
  });

  test("in part is heard as well", async () => {
    await record({ problem: "Lastgood may not list StatefulSets." });
    expect(await environment()).toMatchObject({ heardAt: after(0), problem: "Lastgood may not list StatefulSets." });
  });

  test("is no news while another worker hears the cluster", async () => {
    await record({});
    bot.advance(3);
    await record({ hears: false, problem: SILENT, blind: [{ kind: "Deployment", namespace: null, sentence: SILENT }] });
    expect(await environment()).toMatchObject({ problem: null });
    expect(await verdicts()).toEqual(["greeter healthy", "omniserve healthy", "seller healthy"]);
  });

  test("of an environment that is not there is nothing", async () => {
    await record({ name: "nowhere" });
    expect(await bot.db.environment.count()).toBe(1);
  });
});

describe("bots out of sight", () => {
  test("lose their verdict and what health had proved; the others do not", async () => {
    await record({ hears: false, problem: SILENT, blind: [{ kind: "Deployment", namespace: null, sentence: SILENT }] });
    expect(await verdicts()).toEqual(["greeter healthy", "omniserve unknown", "seller unknown"]);
    expect(await bot.db.bot.findFirstOrThrow({ where: { name: "omniserve" } })).toMatchObject({
      verdictReasons: [SILENT],
      verdictSince: after(0),
    });
    const rollouts = await bot.db.rollout.findMany({ orderBy: { bot: { name: "asc" } }, select: { verdict: true, healthySince: true } });
    expect(rollouts.map(({ healthySince }) => healthySince)).toEqual([after(0), null, null]);
  });

  test("in one namespace do not take those of another along", async () => {
    await record({ problem: "forbidden", blind: [{ kind: "Deployment", namespace: "sales", sentence: "forbidden" }] });
    expect(await verdicts()).toEqual(["greeter healthy", "omniserve healthy", "seller unknown"]);
  });

  test("keep the time since when they are unknown", async () => {
    const sight = { hears: false, problem: SILENT, blind: [{ kind: "Deployment" as const, namespace: null, sentence: SILENT }] };
    await record(sight);
    bot.advance(60);
    await record(sight);
    expect(await bot.db.bot.findFirstOrThrow({ where: { name: "omniserve" } })).toMatchObject({ verdictSince: after(0) });
  });

  test("of another environment are not touched", async () => {
    const staging = { ...PRODUCTION, name: "staging" };
    await declareEnvironments({ ctx: bot.ctx, input: { environments: [PRODUCTION, staging] } });
    await observe("draft", "Deployment", "staging", staging);
    await bot.db.bot.updateMany({ where: { name: "draft" }, data: { verdict: "healthy" } });
    await record({ hears: false, problem: SILENT, blind: [{ kind: "Deployment", namespace: null, sentence: SILENT }] });
    expect((await bot.db.bot.findFirstOrThrow({ where: { name: "draft" } })).verdict).toBe("healthy");
  });
});

describe("declared environments", () => {
  const declare = (...names: string[]) =>
    declareEnvironments({
      ctx: bot.ctx,
      input: { environments: names.map((name) => ({ ...PRODUCTION, name, title: name.toUpperCase() })) },
    });

  test("agree with the database, however often they are declared", async () => {
    await declare("production", "staging");
    await declare("production", "staging");
    expect((await bot.db.environment.findMany({ orderBy: { name: "asc" } })).map(({ title }) => title)).toEqual(["PRODUCTION", "STAGING"]);
  });

  test("that are declared no more keep their bots, whose verdict nobody knows now", async () => {
    await declare("staging");
    expect(await verdicts()).toEqual(["greeter unknown", "omniserve unknown", "seller unknown"]);
    expect(await environment()).toMatchObject({ problem: "This environment is not declared any more, so nobody watches it." });
    expect(await bot.db.rollout.count({ where: { until: null, healthySince: { not: null } } })).toBe(0);
  });

  test("that are declared again have no problem", async () => {
    await declare("staging");
    await declare("production");
    expect(await environment()).toMatchObject({ problem: null, problemSince: null });
  });

  test("by two workers at once are declared once", async () => {
    await Promise.all(Array.from({ length: 10 }, () => declare("production", "staging", "testing")));
    expect(await bot.db.environment.count()).toBe(3);
  });
});

test("a page is told whether a worker is there and what it hears", async () => {
  await bot.db.worker.create({ data: { id: "wrk_1", startedAt: after(0), beatAt: after(0) } });
  await record({ problem: SILENT });
  bot.advance(14);
  expect(await readWatchfulness({ ctx: bot.ctx })).toMatchObject({
    workerAlive: true,
    workerSeenAt: after(0).toISOString(),
    environments: [{ name: "production", heardAt: after(0).toISOString(), problem: SILENT }],
  });
  bot.advance(1);
  expect(await readWatchfulness({ ctx: bot.ctx })).toMatchObject({ workerAlive: false });
});
