import { beforeEach, describe, expect, test } from "vitest";
import { after, crashing, down, replicaSet, template } from "@/lib/health/testing/sightings";
import type { JsonObject } from "@/lib/platform/json";
import { proveKnownGood } from "./prove-known-good";
import { clock, PRODUCTION, running, watched, wrote, type Watched } from "./testing/watched-bot";

let bot: Watched;
const at = (seconds: number) => ({ createdAt: after(seconds) });
const three = [replicaSet("1.0.0", 1, at(-300)), replicaSet("1.1.0", 2, at(-200)), replicaSet("1.2.0", 3, at(-100))];

beforeEach(async () => {
  bot = await watched();
  return () => bot.database.drop();
});

describe("the first sight of a bot", () => {
  test("records what runs, and imports what the cluster remembers in order, with its own times", async () => {
    await bot.observe(running("1.2.0", { revisions: three }));
    expect(await bot.history()).toEqual([
      "1.0.0 imported 09:55:00–09:56:40",
      "1.1.0 imported 09:56:40–09:58:20",
      "1.2.0 observed 09:58:20–",
    ]);
    expect(await bot.release("1.0.0")).toMatchObject({ origin: "imported", availableAt: null, knownGoodAt: null });
    expect(await bot.release("1.2.0")).toMatchObject({ origin: "observed", availableAt: after(0), knownGoodAt: null });
    expect(await bot.openRollout()).toMatchObject({ revision: 3, verdict: "healthy", healthySince: after(0) });
  });

  test("keeps an order among revisions of the same second", async () => {
    const hasty = [replicaSet("1.0.0", 1, at(-100)), replicaSet("1.1.0", 2, at(-100)), replicaSet("1.2.0", 3, at(-100))];
    await bot.observe(running("1.2.0", { revisions: hasty }));
    expect(await bot.history()).toEqual([
      "1.0.0 imported 09:58:19.998–09:58:19.999",
      "1.1.0 imported 09:58:19.999–09:58:20",
      "1.2.0 observed 09:58:20–",
    ]);
  });

  test("after an undo, puts the revision that came back last, and the one that was left before it", async () => {
    const undone = [replicaSet("1.0.0", 1, at(-300)), replicaSet("1.2.0", 3, at(-100)), replicaSet("1.1.0", 4, at(-200))];
    await bot.observe(running("1.1.0", { revisions: undone, workload: { fieldOwners: wrote("kubectl-rollout", after(-50)) } }));
    expect(await bot.history()).toEqual([
      "1.0.0 imported 09:55:00–09:58:20",
      "1.2.0 imported 09:58:20–09:59:10",
      "1.1.0 observed 09:59:10–",
    ]);
  });

  test("leaves out a revision that is newer than what runs: it is about to be seen live", async () => {
    await bot.observe(running("1.1.0", { revisions: three }));
    expect((await bot.history()).map((line) => line.split(" ")[0])).toEqual(["1.0.0", "1.1.0"]);
  });

  test("fills what an older build left open in an imported release, once history is looked at again", async () => {
    await bot.observe(running("1.1.0", { revisions: three.slice(0, 2) }));
    const { id, codeHash } = await bot.release("1.0.0");
    await bot.db.$executeRaw`update "Release" set "hashVersion" = 1, hash = ${codeHash}, config = null where id = ${id}`;
    await bot.observe(running("1.2.0", { revisions: three }));
    expect(await bot.release("1.0.0")).toMatchObject({ id, hashVersion: 2, config: [] });
  });

  test("leaves out what belongs to another object", async () => {
    await bot.observe(running("1.2.0", { revisions: [...three, replicaSet("0.9.0", 1, { ownerUid: "uid-other" })] }));
    expect(await bot.counts()).toMatchObject({ releases: 3 });
  });

  test("in the middle of a deploy still imports the history", async () => {
    const paused = running("1.3.0", {
      revisions: three,
      workload: { template: template("1.3.0"), fieldOwners: wrote("helm", after(-10)) },
      pods: [],
    });
    await bot.observe(paused);
    expect(await bot.history()).toEqual([
      "1.0.0 imported 09:55:00–09:56:40",
      "1.1.0 imported 09:56:40–09:58:20",
      "1.2.0 imported 09:58:20–09:59:50",
      "1.3.0 observed 09:59:50–",
    ]);
  });

  test("counts a row of restarts as one release, live since the first", async () => {
    const restarted = replicaSet("1.2.0", 4, {
      ...at(-20),
      uid: "rs-again",
      template: template("1.2.0", { "kubectl.kubernetes.io/restartedAt": "now" }),
    });
    await bot.observe(running("1.2.0", { revisions: [...three, restarted], workload: { template: restarted.template } }));
    expect(await bot.history()).toHaveLength(3);
    expect((await bot.history()).at(-1)).toBe("1.2.0 observed 09:58:20–");
  });
});

describe("seeing the same again", () => {
  test("changes nothing, however often and from whatever copy", async () => {
    await bot.observe(running("1.2.0", { revisions: three }));
    const [before, history] = [await bot.counts(), await bot.history()];
    for (let again = 0; again < 3; again++) {
      bot.advance(10);
      await bot.observe(structuredClone(running("1.2.0", { revisions: three })));
    }
    expect(await bot.counts()).toEqual(before);
    expect(await bot.history()).toEqual(history);
    expect(await bot.openRollout()).toMatchObject({ healthySince: after(0) });
  });

  test("when the cluster has pruned a revision: the record stays", async () => {
    await bot.observe(running("1.2.0", { revisions: three }));
    await bot.observe(running("1.2.0", { revisions: three.slice(2) }));
    expect(await bot.counts()).toMatchObject({ releases: 3, rollouts: 3 });
  });
});

test("a bot is called by the title that it was given last", async () => {
  for (const title of ["OmniServe", "Omni"]) {
    await bot.observe(running("1.1.0", { workload: { annotations: { "lastgood.dev/title": title } } }));
    expect(await bot.db.bot.findFirstOrThrow()).toMatchObject({ title });
  }
});

describe("whose a bot is", () => {
  const inTeams = { ...PRODUCTION, teamLabel: "example.com/team" };
  const teamNow = async () => (await bot.db.bot.findFirstOrThrow()).team;

  test("is what the team label of its environment says on its object, and follows it", async () => {
    for (const [team, known] of [
      ["support", "support"],
      ["sales", "sales"],
      ["", null],
    ] as const) {
      await bot.observe(running("1.1.0", { workload: { labels: { "example.com/team": team } } }), { environment: inTeams });
      expect(await teamNow()).toBe(known);
    }
  });

  test("is nobody's where the environment names no label, or the object does not carry it", async () => {
    await bot.observe(running("1.1.0", { workload: { labels: { "example.com/team": "support" } } }), { environment: inTeams });
    expect(await teamNow()).toBe("support");
    await bot.observe(running("1.1.0", { workload: { labels: { "example.com/team": "support" } } }));
    expect(await teamNow()).toBeNull();
    await bot.observe(running("1.1.0", { workload: { labels: {} } }), { environment: { ...PRODUCTION, teamLabel: "constructor" } });
    expect(await teamNow()).toBeNull();
  });
});

describe("a new template", () => {
  beforeEach(async () => {
    await bot.observe(running("1.1.0", { revisions: three.slice(0, 2) }));
    bot.advance(60);
  });

  test("is a new release and a new rollout; the former ends where it begins", async () => {
    await bot.observe(running("1.2.0", { revisions: [...three.slice(0, 2), replicaSet("1.2.0", 3, at(55))] }));
    expect((await bot.history()).slice(-2)).toEqual(["1.1.0 observed 09:56:40–10:00:55", "1.2.0 observed 10:00:55–"]);
  });

  test("is one before its controller has made a revision of it", async () => {
    const early = running("1.2.0", {
      revisions: three.slice(0, 2),
      workload: { generation: 2, observedGeneration: 1, fieldOwners: wrote("ci-release", after(58)) },
    });
    await bot.observe({ ...early, workload: { ...early.workload, template: template("1.2.0") } });
    expect(await bot.openRollout()).toMatchObject({
      revision: null,
      since: after(58),
      broughtBy: { manager: "ci-release", at: after(58).toISOString() },
    });

    await bot.observe(running("1.2.0", { revisions: [...three.slice(0, 2), replicaSet("1.2.0", 3, at(58))] }));
    expect(await bot.openRollout()).toMatchObject({ revision: 3, since: after(58) });
    expect(await bot.counts()).toMatchObject({ releases: 3, rollouts: 3 });
  });

  test("that was there before is the same release in a new rollout", async () => {
    await bot.observe(running("1.2.0", { revisions: three }));
    bot.advance(60);
    await bot.observe(
      running("1.1.0", {
        revisions: [replicaSet("1.1.0", 4, at(-200)), ...three.slice(2)],
        workload: { fieldOwners: wrote("kubectl-rollout", after(115)) },
      }),
    );
    expect((await bot.history()).slice(-2)).toEqual(["1.2.0 observed 09:58:20–10:01:55", "1.1.0 observed 10:01:55–"]);
    expect(await bot.counts()).toMatchObject({ releases: 3, rollouts: 4 });
  });

  test("under a version that another release has already gets a name of its own", async () => {
    const edited: JsonObject = { ...template("1.1.0"), metadata: { labels: { app: "omniserve", tone: "kind" } } };
    const early = running("1.1.0", { revisions: three.slice(0, 2) });
    await bot.observe({ ...early, workload: { ...early.workload, template: edited, generation: 2, observedGeneration: 2 } });
    const { releaseId } = await bot.openRollout();
    const { version, hash } = await bot.db.release.findUniqueOrThrow({ where: { id: releaseId } });
    expect(version).toBe(`1.1.0+${hash.slice(0, 7)}`);
  });

  test("does not begin before the former did, nor in the future, whatever the cluster's clock says", async () => {
    for (const [version, time] of [
      ["1.2.0", after(-9999)],
      ["1.3.0", after(9999)],
    ] as const) {
      await bot.observe(running(version, { revisions: [], workload: { template: template(version), fieldOwners: wrote("helm", time) } }));
      bot.advance(60);
    }
    expect((await bot.history()).slice(-2)).toEqual(["1.2.0 observed 10:01:00–10:02:00", "1.3.0 observed 10:02:00–"]);
  });

  test("that came and went while nobody watched is imported, and the former ends where it began", async () => {
    bot.advance(3600);
    const while_away = [...three.slice(0, 2), replicaSet("1.2.0", 3, at(600)), replicaSet("1.3.0", 4, at(1200))];
    await bot.observe(running("1.3.0", { revisions: while_away }), { continuous: false });
    expect((await bot.history()).slice(-3)).toEqual([
      "1.1.0 observed 09:56:40–10:10:00",
      "1.2.0 imported 10:10:00–10:20:00",
      "1.3.0 observed 10:20:00–",
    ]);
  });

  test("seen by a worker that lags behind does not turn back what another has recorded", async () => {
    await bot.observe(running("1.2.0", { revisions: three, workload: { generation: 5 } }));
    const history = await bot.history();
    await bot.observe(running("1.1.0", { revisions: three.slice(0, 2), workload: { generation: 4 } }));
    expect(await bot.history()).toEqual(history);
    await bot.observe(running("1.1.0", { revisions: three.slice(0, 2), workload: { generation: 6 } }));
    expect(await bot.history()).toHaveLength(history.length + 1);
  });
});

describe("a restart", () => {
  const restart = (time: string) => template("1.2.0", { "kubectl.kubernetes.io/restartedAt": time });

  test("is an event in the rollout and no release; what is kept to be restored follows it", async () => {
    await bot.observe(running("1.2.0", { revisions: three }));
    const before = await bot.counts();
    await bot.observe(
      running("1.2.0", { revisions: three, workload: { template: restart("10:01"), generation: 2, observedGeneration: 1 } }),
    );
    expect(await bot.counts()).toMatchObject({ releases: before.releases, rollouts: before.rollouts });
    expect(await bot.db.rolloutEvent.count({ where: { kind: "restart" } })).toBe(1);
    expect(await bot.templateOf(await bot.release("1.2.0"))).toEqual(restart("10:01"));
    expect(await bot.openRollout()).toMatchObject({ revision: 3, verdict: "unknown", healthySince: null });

    await bot.observe(running("1.2.0", { revisions: three, workload: { template: restart("10:02") } }));
    expect(await bot.db.rolloutEvent.count({ where: { kind: "restart" } })).toBe(2);
  });
});

describe("the verdict", () => {
  test("is kept with its reasons on the bot, and as an event when it changes", async () => {
    await bot.observe(running("1.1.0"));
    bot.advance(30);
    await bot.observe(running("1.1.0", { pods: [down("a", "1.1.0", crashing())], workload: { available: 0 } }));
    expect(await bot.db.bot.findFirstOrThrow()).toMatchObject({
      verdict: "failing",
      verdictReasons: ["Pod a crashes on start (restarted 4 times, last exit code 1)."],
      verdictSince: after(30),
      sight: { available: 0, pods: [{ name: "a", state: "failing" }] },
    });
    const events = await bot.db.rolloutEvent.findMany({ where: { kind: "verdict" }, orderBy: { at: "asc" } });
    expect(events.map(({ at: when, detail }) => `${clock(when)} ${(detail as { verdict: string }).verdict}`)).toEqual([
      "10:00:00 healthy",
      "10:00:30 failing",
    ]);
  });

  test("healthy or not, never makes a release available that only its predecessor's pods keep up", async () => {
    await bot.observe(running("1.1.0", { workload: { desired: 1 } }));
    bot.advance(5);
    const rolling = running("1.2.0", {
      revisions: three,
      workload: { desired: 1 },
      pods: [...running("1.1.0").pods.slice(0, 1), down("new", "1.2.0", crashing(1))],
    });
    await bot.observe(rolling);
    expect((await bot.release("1.2.0")).availableAt).toBeNull();
    await proveKnownGood({ ctx: bot.ctx });
    expect((await bot.release("1.2.0")).knownGoodAt).toBeNull();
  });
});
