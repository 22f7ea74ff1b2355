import { beforeEach, describe, expect, test } from "vitest";
import type { Workload } from "@/lib/cluster/types";
import { after, replicaSet, template } from "@/lib/health/testing/sightings";
import { archiveGoneBots } from "./archive-gone-bots";
import { declareEnvironments } from "./declare-environments";
import { PRODUCTION, running, watched, type Watched } from "./testing/watched-bot";

let bot: Watched;
const archive = (presentUids: string[], more: { listed?: string[] | null; namespaces?: string[] } = {}) =>
  archiveGoneBots({
    ctx: bot.ctx,
    input: {
      environment: { name: "production", namespaces: more.namespaces ?? ["support"] },
      kind: "Deployment",
      listed: more.listed === undefined ? ["support"] : more.listed,
      presentUids,
    },
  });
const named = (name: string, more: Partial<Workload> = {}) =>
  running("1.1.0", { revisions: [], workload: { ref: { namespace: "support", kind: "Deployment", name }, uid: `uid-${name}`, ...more } });

beforeEach(async () => {
  bot = await watched();
  return () => bot.database.drop();
});

describe("a bot that was deleted and made anew", () => {
  const again = { uid: "uid-again", createdAt: after(120), generation: 1 };

  test("is the same bot with a break in its history", async () => {
    await bot.observe(running("1.1.0"));
    bot.advance(300);
    const revisions = [replicaSet("1.1.0", 1, { ownerUid: "uid-again", createdAt: after(121) })];
    await bot.observe(running("1.1.0", { revisions, workload: again }));
    expect(await bot.history()).toEqual(["1.1.0 observed 2026-10-22 10:00:00–10:02:00", "1.1.0 observed 10:02:01–"]);
    expect(await bot.counts()).toMatchObject({ bots: 1, releases: 1, rollouts: 2 });
    expect(await bot.openRollout()).toMatchObject({ healthySince: after(300) });
  });

  test("does not take the first object's revisions for its own", async () => {
    await bot.observe(running("1.1.0"));
    bot.advance(300);
    await bot.observe(running("1.1.0", { revisions: [replicaSet("0.9.0", 1)], workload: again }));
    expect(await bot.counts()).toMatchObject({ releases: 1 });
  });
});

describe("a bot that is gone", () => {
  beforeEach(async () => {
    await bot.observe(named("omniserve"));
    await bot.observe(named("greeter"));
    bot.advance(60);
  });
  const archived = async () => (await bot.db.bot.findMany({ where: { archivedAt: { not: null } } })).map(({ name }) => name);

  test("is archived, and its history stays", async () => {
    const before = await bot.counts();
    expect(await archive(["uid-greeter"])).toHaveLength(1);
    expect(await bot.counts()).toEqual(before);
    expect(await bot.db.bot.findFirstOrThrow({ where: { name: "omniserve" } })).toMatchObject({
      archivedAt: after(60),
      verdict: "unknown",
    });
    expect(await bot.db.rollout.findFirstOrThrow({ where: { bot: { name: "omniserve" } } })).toMatchObject({
      until: after(60),
      healthySince: null,
    });
    expect(await archive(["uid-greeter"])).toEqual([]);
  });

  test("comes back as the same bot, with a break", async () => {
    await archive(["uid-greeter"]);
    bot.advance(60);
    await bot.observe(named("omniserve"));
    const rollouts = await bot.db.rollout.findMany({ where: { bot: { name: "omniserve" } }, orderBy: { since: "asc" } });
    expect(rollouts.map(({ since, until }) => [since, until])).toEqual([
      [after(0), after(60)],
      [after(120), null],
    ]);
    expect(await archived()).toEqual([]);
  });

  test("is not one of another kind, another environment, or a namespace whose list has not come", async () => {
    await bot.observe(named("keeper", { ref: { namespace: "support", kind: "StatefulSet", name: "keeper" } }));
    await bot.observe(named("seller", { ref: { namespace: "sales", kind: "Deployment", name: "seller" } }));
    await declareEnvironments({ ctx: bot.ctx, input: { environments: [PRODUCTION, { ...PRODUCTION, name: "staging" }] } });
    await bot.observe(named("draft"), { environment: { ...PRODUCTION, name: "staging" } });
    await archive([], { listed: ["support"], namespaces: ["support", "sales"] });
    expect((await archived()).sort()).toEqual(["greeter", "omniserve"]);
  });

  test("is one in a namespace that the environment does not name any more", async () => {
    await bot.observe(named("seller", { ref: { namespace: "sales", kind: "Deployment", name: "seller" } }));
    await archive(["uid-greeter", "uid-omniserve"]);
    expect(await archived()).toEqual(["seller"]);
  });

  test("is any that is not named, when all namespaces were listed", async () => {
    await bot.observe(named("seller", { ref: { namespace: "sales", kind: "Deployment", name: "seller" } }));
    await archive(["uid-greeter"], { listed: null, namespaces: ["*"] });
    expect((await archived()).sort()).toEqual(["omniserve", "seller"]);
  });
});

describe("many eyes at once", () => {
  test("20 sights of the same snapshots make one of everything, without a deadlock", async () => {
    const revisions = [replicaSet("1.0.0", 1), replicaSet("1.1.0", 2), replicaSet("1.2.0", 3)];
    for (const version of ["1.1.0", "1.2.0", "1.1.0"]) {
      bot.advance(60);
      await Promise.all(Array.from({ length: 20 }, () => bot.observe(running(version, { revisions, workload: { generation: 7 } }))));
      expect(await bot.db.rollout.count({ where: { until: null } })).toBe(1);
    }
    expect(await bot.counts()).toMatchObject({ bots: 1, releases: 3, rollouts: 4 });
  });

  test("two versions at the same moment end in exactly one open rollout", async () => {
    const revisions = [replicaSet("1.0.0", 1), replicaSet("1.1.0", 2)];
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        bot.observe(running(index % 2 ? "1.0.0" : "1.1.0", { revisions, workload: { generation: 1 + (index % 2) } })),
      ),
    );
    expect(await bot.db.rollout.count({ where: { until: null } })).toBe(1);
    expect(await bot.counts()).toMatchObject({ bots: 1, releases: 2 });
    expect((await bot.db.release.findFirstOrThrow({ where: { rollouts: { some: { until: null } } } })).version).toBe("1.0.0");
  });

  test("sights and archiving do not lock each other out", async () => {
    const bots = Array.from({ length: 8 }, (_, index) => named(`bot-${index}`));
    await Promise.all([...bots, ...bots].flatMap((snapshot) => [bot.observe(snapshot), archive([])]));
    for (const snapshot of bots) await bot.observe(snapshot);
    expect(await bot.db.bot.count({ where: { archivedAt: null } })).toBe(8);
    expect(await bot.db.rollout.count({ where: { until: null } })).toBe(8);
  });
});

describe("what a hostile or strange cluster says", () => {
  test.each([
    ["dots", "omni.serve.v2"],
    ["253 letters", `${"a".repeat(62)}.${"b".repeat(62)}.${"c".repeat(62)}.${"d".repeat(62)}.e`],
    ["digits and dashes", "0-omni--serve-9"],
  ])("is a name with %s", async (_, name) => {
    await bot.observe(named(name));
    expect(await bot.db.bot.findFirstOrThrow()).toMatchObject({ name, title: name });
  });

  test("is stored inert, and one that PostgreSQL would refuse does not lose the bot", async () => {
    const strange: Partial<Workload> = {
      labels: { __proto__: "x", constructor: "y" },
      annotations: {
        "lastgood.dev/title": `\u0000<b>${"x".repeat(500)}`,
        "git-commit": '\'; drop table "Bot"; --',
        "kubernetes.io/change-cause": "half \ud800 and \u0000",
      },
      fieldOwners: [
        {
          manager: "evil\u0000",
          operation: "Update",
          time: null,
          subresource: null,
          fields: { "f:spec": { "f:template": { "k\u0000": {} } } },
        },
      ],
      template: { spec: { containers: [{ name: "bot", image: "omni\u0000:1", env: [{ name: "A", value: "\u0000\ud800" }] }] } },
    };
    const snapshot = running("1.1.0", { revisions: [], workload: strange });
    const [pod] = snapshot.pods;
    const words = { ...pod!, ready: false, unschedulable: "no\u0000 node" };
    await bot.observe({
      ...snapshot,
      revisions: [{ ...replicaSet("x", 1), template: strange.template! }],
      pods: [{ ...words, ownerUid: "rs-x" }],
    });

    const release = await bot.db.release.findFirstOrThrow();
    expect(release).toMatchObject({
      commit: '\'; drop table "Bot"; --',
      changeCause: "half \ufffd and",
      images: [{ container: "bot", image: "omni\ufffd:1" }],
    });
    expect(await bot.templateOf(release)).toEqual(strange.template);
    const { title, verdictReasons } = await bot.db.bot.findFirstOrThrow();
    expect(title).toHaveLength(100);
    expect(verdictReasons).toEqual(["Pod a finds no node: no\ufffd node."]);
  });

  test("is a template of 1 MiB, kept whole", async () => {
    const env = Array.from({ length: 10_000 }, (_, index) => ({ name: `V${index}`, value: "x".repeat(80) }));
    const big = { spec: { containers: [{ name: "bot", image: "omniserve:1", env }] } };
    await bot.observe(running("1", { revisions: [], workload: { template: big } }));
    expect(await bot.templateOf(await bot.db.release.findFirstOrThrow())).toEqual(big);
  });

  test("is a template whose numbers JavaScript cannot hold, which is told", async () => {
    const warnings: unknown[] = [];
    bot.ctx.log.warn = (...said: unknown[]) => void warnings.push(said);
    const huge = { ...template("1.1.0"), spec: { terminationGracePeriodSeconds: 2 ** 60 } };
    await bot.observe(running("1.1.0", { revisions: [], workload: { template: huge } }));
    expect(warnings).toHaveLength(1);
  });
});
