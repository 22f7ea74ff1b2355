import { beforeEach, describe, expect, test, vi } from "vitest";
import { notify } from "@/lib/platform/notify";
import { declareEnvironments } from "@/lib/bots/declare-environments";
import { addBot, planRow } from "@/lib/bots/testing/rows";
import { KIM, PRODUCTION, running, watched, type Watched } from "@/lib/bots/testing/watched-bot";
import type { Environment } from "@/lib/bots/types";
import { FakeWatch } from "./testing/fake-watch";
import { runWorker } from "./worker";

let bots: Watched;
let cluster: FakeWatch;
let declared: Environment[] | Error;
const stops: (() => Promise<void>)[] = [];

/** A worker, and how to end it. */
function work(): () => Promise<void> {
  const stop = new AbortController();
  const environments = async () => {
    if (declared instanceof Error) throw declared;
    return declared;
  };
  const ended = runWorker({
    ctx: { ...bots.ctx, clusters: cluster.clusters },
    databaseUrl: bots.database.url,
    environments,
    signal: stop.signal,
  });
  const end = async () => {
    stop.abort();
    await ended;
  };
  stops.push(end);
  return end;
}
const until = (assertion: () => unknown) => vi.waitFor(assertion, { timeout: 8_000, interval: 20 });
const watching = (n: number) => until(() => expect(cluster.watches.size).toBe(n));

beforeEach(async () => {
  bots = await watched();
  cluster = new FakeWatch();
  declared = [PRODUCTION];
  return async () => {
    await Promise.all(stops.splice(0).map((stop) => stop()));
    await bots.database.drop();
  };
});

describe("a worker", () => {
  test("says that it is there, records what it sees, and leaves nothing behind", async () => {
    const end = work();
    await watching(1);
    cluster.list(running("1.1.0"));
    await until(async () => expect(await bots.db.bot.findFirst()).toMatchObject({ verdict: "healthy" }));
    await until(async () => expect(await bots.db.worker.count()).toBe(1));
    await end();
    expect(cluster.watches.size).toBe(0);
    expect(await bots.db.worker.count()).toBe(0);
  });

  test("clears away what workers that were killed left long ago", async () => {
    const long = new Date(bots.ctx.clock.now().getTime() - 2 * 86_400_000);
    await bots.db.worker.create({ data: { id: "wrk_dead", startedAt: long, beatAt: long } });
    const end = work();
    await watching(1);
    await end();
    expect(await bots.db.worker.count()).toBe(0);
  });

  test("clears away what nothing needs any more", async () => {
    const botId = await addBot(bots);
    await bots.db.rollbackPlan.create({ data: planRow(bots, { botId }) });
    bots.advance(2 * 86_400);
    work();
    await until(async () => expect(await bots.db.rollbackPlan.count()).toBe(0));
  });

  test("makes what has soaked known good", async () => {
    work();
    await watching(1);
    cluster.list(running("1.1.0"));
    await until(async () => expect(await bots.db.rollout.count({ where: { healthySince: { not: null } } })).toBe(1));
    bots.advance(600);
    await until(async () => expect(await bots.release("1.1.0")).toMatchObject({ knownGoodAt: bots.ctx.clock.now() }));
  });

  test("does not take an hour of absence for health, where nobody watched", async () => {
    const staging = { ...PRODUCTION, name: "staging" };
    await declareEnvironments({ ctx: bots.ctx, input: { environments: [PRODUCTION, staging] } });
    await bots.observe(running("1.1.0"));
    await bots.observe(running("2.0.0"), { environment: staging });
    bots.advance(3600);
    // Another worker has watched staging all the while.
    await bots.db.environment.update({ where: { name: "staging" }, data: { heardAt: bots.ctx.clock.now() } });
    declared = [PRODUCTION, staging];
    work();
    await until(async () => expect(await bots.release("2.0.0")).toMatchObject({ knownGoodAt: bots.ctx.clock.now() }));
    expect(await bots.release("1.1.0")).toMatchObject({ knownGoodAt: null });
  });
});

describe("when the settings change", () => {
  test("it watches what is declared now, and only that", async () => {
    work();
    await watching(1);
    declared = [
      { ...PRODUCTION, namespaces: ["support", "sales"] },
      { ...PRODUCTION, name: "staging", namespaces: ["staging"] },
    ];
    await notify(bots.ctx, { kind: "settings" });
    await watching(2);
    expect(new Set(cluster.asked.map(String))).toEqual(new Set(["support", "support,sales", "staging"])); // environments start side by side
    expect(await bots.db.environment.count()).toBe(2);
  });

  test("to the same, its watches stand", async () => {
    const reads = vi.fn();
    work();
    await watching(1);
    declared = new Proxy([PRODUCTION], { get: (target, key, self) => (reads(), Reflect.get(target, key, self) as unknown) });
    await notify(bots.ctx, { kind: "settings" });
    await until(() => expect(reads).toHaveBeenCalled());
    expect(cluster.asked).toEqual([["support"]]);
  });

  test("to something it cannot read, it goes on with what it had", async () => {
    const failed = vi.spyOn(bots.ctx.log, "error");
    work();
    await watching(1);
    declared = new Error("lastgood.yaml:3 is no YAML");
    await notify(bots.ctx, { kind: "settings" });
    await until(() => expect(failed).toHaveBeenCalledWith(expect.objectContaining({ loop: "declare" }), expect.anything()));
    cluster.list(running("1.1.0"));
    await until(async () => expect(await bots.db.bot.findFirst()).toMatchObject({ verdict: "healthy" }));
    expect(cluster.watches.size).toBe(1);
  });
});

test("a rollback in an environment that nobody watches any more still comes to its end", async () => {
  const { botId, releaseId } = await bots.observe(running("1.1.0"));
  const at = bots.ctx.clock.now();
  const ends = { botId, fromReleaseId: releaseId, toReleaseId: releaseId };
  await bots.db.rollbackPlan.create({
    data: {
      id: "plan_1",
      ...ends,
      liveUid: "uid",
      liveTemplate: "{}",
      guards: [],
      fingerprint: "",
      createdBy: KIM,
      createdAt: at,
      expiresAt: at,
    },
  });
  await bots.db.rollback.create({
    data: {
      id: "rb_1",
      ...ends,
      planId: "plan_1",
      phase: "following",
      sentence: "",
      startedBy: KIM,
      startedAt: at,
      acceptedAt: at,
      deadlineAt: at,
    },
  });
  declared = [];
  work();
  await until(async () =>
    expect(await bots.db.rollback.findUnique({ where: { id: "rb_1" } })).toMatchObject({ phase: "errored", endedAt: at }),
  );
});
