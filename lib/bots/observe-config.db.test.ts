import { beforeEach, describe, expect, test } from "vitest";
import { after, pod } from "@/lib/health/testing/sightings";
import { renameConfigMaps } from "./config/rename-config-maps";
import { markRestored } from "./config/restored";
import { observeBot } from "./observe-bot";
import { proveKnownGood } from "./prove-known-good";
import { releaseContent } from "./release-content";
import { lookAt } from "./look-at";
import { reading, readingTemplate, rules } from "./testing/config-bot";
import { PRODUCTION, running, watched, type Watched } from "./testing/watched-bot";

const COPY = "rules-lg-0123456789abcdef";

let bot: Watched;
beforeEach(async () => {
  bot = await watched();
  return () => bot.database.drop();
});

const versions = async () => (await bot.db.release.findMany({ orderBy: { firstSeenAt: "asc" } })).map(({ version }) => version);
const rollouts = () => bot.db.rollout.findMany({ orderBy: { since: "asc" }, include: { release: true } });

describe("an edit of a ConfigMap in place", () => {
  test("is a release and a rollout of its own, with what tool and when", async () => {
    await bot.observe(reading("1.1.0", rules({ threshold: "0.7" })));
    bot.advance(3600);
    await bot.observe(reading("1.1.0", rules({ threshold: "0.2" }, 2, after(3590), "kubectl-edit")));
    expect(await versions()).toEqual(["1.1.0", "1.1.0+config.2"]);
    const [former, edited] = await rollouts();
    expect(former).toMatchObject({ until: after(3590) });
    expect(edited).toMatchObject({ since: after(3590), change: "config", configMaps: ["rules"], broughtBy: { manager: "kubectl-edit" } });
  });

  test("names a person only where the map itself does, never whoever deployed the code before", async () => {
    const deployed = reading("1.1.0", rules({ threshold: "0.7" }));
    const annotations = { "git-author": "Lee" };
    await bot.observe({ ...deployed, workload: { ...deployed.workload, annotations } });
    bot.advance(3600);
    const edited = reading("1.1.0", rules({ threshold: "0.2" }, 2, after(3600)));
    await bot.observe({ ...edited, workload: { ...edited.workload, annotations } });
    expect(await bot.openRollout()).toMatchObject({ broughtBy: { manager: "ci-config", person: null } });
    bot.advance(3600);
    const byKim = { ...rules({ threshold: "0.3" }, 3, after(7200)), annotations: { "lastgood.dev/author": "Kim" } };
    await bot.observe(reading("1.1.0", byKim));
    expect(await bot.openRollout()).toMatchObject({ broughtBy: { manager: "ci-config", person: "Kim" } });
  });

  test("back to what it was is that release again, with its record", async () => {
    const { releaseId } = await bot.observe(reading("1.1.0", rules({ threshold: "0.7" })));
    bot.advance(3600);
    await bot.observe(reading("1.1.0", rules({ threshold: "0.2" }, 2, after(3600))));
    bot.advance(3600);
    const again = await bot.observe(reading("1.1.0", rules({ threshold: "0.7" }, 3, after(7200))));
    expect(again.releaseId).toBe(releaseId);
    expect(await bot.counts()).toMatchObject({ releases: 2, rollouts: 3 });
  });

  test("of what no pod can see is nothing", async () => {
    await bot.observe(reading("1.1.0", rules({ mode: "kind", other: "1" }), { how: "env" }));
    bot.advance(3600);
    await bot.observe(reading("1.1.0", rules({ mode: "kind", other: "2" }, 2, after(3600)), { how: "env" }));
    expect(await bot.counts()).toMatchObject({ releases: 1, rollouts: 1 });
  });

  test("that a slower worker has not heard of yet is not taken back", async () => {
    const early = reading("1.1.0", rules({ threshold: "0.7" }));
    await bot.observe(early);
    bot.advance(3600);
    await bot.observe(reading("1.1.0", rules({ threshold: "0.2" }, 2, after(3600))));
    bot.advance(1);
    await bot.observe(early);
    expect(await bot.counts()).toMatchObject({ releases: 2, rollouts: 2 });
  });

  test("of a map that controllers rewrite makes no release any more", async () => {
    const observe = (value: string) => {
      const snapshot = reading("1.1.0", rules({ leader: value }));
      const look = lookAt(snapshot, bot.ctx.clock.now(), new Set(["rules"]));
      return observeBot({ ctx: bot.ctx, input: { environment: PRODUCTION, snapshot, look, continuous: true } });
    };
    await observe("a");
    bot.advance(60);
    await observe("b");
    expect(await bot.counts()).toMatchObject({ releases: 1, rollouts: 1 });
  });
});

describe("a deploy in two halves", () => {
  const before = () => reading("1.1.0", rules({ threshold: "0.7" }));
  const newConfig = rules({ threshold: "0.2" }, 2, after(3600));

  test.each([
    ["config first", reading("1.1.0", newConfig)],
    ["template first", reading("1.2.0", rules({ threshold: "0.7" }), { generation: 2 })],
  ])("settles into one release: %s", async (_, half) => {
    await bot.observe(before());
    bot.advance(3600);
    await bot.observe(half);
    bot.advance(2);
    await bot.observe(reading("1.2.0", newConfig, { generation: 2 }));
    expect(await versions()).toEqual(["1.1.0", "1.2.0"]);
    const [former, now, ...more] = await rollouts();
    expect(more).toEqual([]);
    expect(now).toMatchObject({ change: "code-and-config", until: null });
    expect(former?.until).toEqual(now?.since);
  });

  test("whose template refers to a map that is made a moment later settles into one release", async () => {
    await bot.observe(running("1.1.0"));
    bot.advance(3600);
    await bot.observe(reading("1.2.0", null, { generation: 2 }));
    bot.advance(2);
    await bot.observe(reading("1.2.0", newConfig, { generation: 2 }));
    expect(await versions()).toEqual(["1.1.0", "1.2.0"]);
    expect((await rollouts()).map(({ change }) => change)).toEqual([null, "code-and-config"]);
  });

  test("whose template only names the original again, after a rollback had named a copy, settles into one release", async () => {
    const copied = reading("1.1.0", rules({ threshold: "0.7" }));
    const named = renameConfigMaps(copied.workload.template, () => COPY);
    const template = markRestored(named, { configMaps: new Map([[COPY, "rules"]]), images: new Map() });
    const copy = { ...rules({ threshold: "0.7" }), name: COPY, uid: "uid-copy" };
    await bot.observe({ ...copied, workload: { ...copied.workload, template }, config: new Map([[COPY, copy]]) });
    bot.advance(3600);
    await bot.observe(reading("1.1.0", rules({ threshold: "0.2" }), { generation: 2 }));
    bot.advance(2);
    await bot.observe(reading("1.1.0", rules({ threshold: "0.5" }, 2, after(3602)), { generation: 2 }));
    expect((await rollouts()).map(({ change }) => change)).toEqual([null, "config"]);
  });

  test("stays two when the first was a release of the past already", async () => {
    await bot.observe(before());
    bot.advance(3600);
    await bot.observe(reading("1.2.0", rules({ threshold: "0.7" }), { generation: 2 }));
    await bot.db.release.updateMany({ where: { version: "1.2.0" }, data: { firstSeenAt: after(60) } });
    bot.advance(2);
    await bot.observe(reading("1.2.0", newConfig, { generation: 2 }));
    expect(await bot.counts()).toMatchObject({ releases: 3 });
  });

  test("is not two edits in place", async () => {
    await bot.observe(before());
    bot.advance(3600);
    await bot.observe(reading("1.1.0", newConfig));
    bot.advance(2);
    await bot.observe(reading("1.1.0", rules({ threshold: "0.5" }, 3, after(3602))));
    expect((await rollouts()).map(({ change }) => change)).toEqual([null, "config", "config"]);
  });

  test("that come long after each other is two", async () => {
    await bot.observe(before());
    bot.advance(3600);
    await bot.observe(reading("1.1.0", newConfig));
    bot.advance(60);
    await bot.observe(reading("1.2.0", newConfig, { generation: 2 }));
    expect(await versions()).toEqual(["1.1.0", "1.1.0+config.2", "1.2.0"]);
  });

  test("stays two when somebody has begun to roll back from the first", async () => {
    await bot.observe(before());
    bot.advance(3600);
    const { botId, releaseId } = await bot.observe(reading("1.1.0", newConfig));
    const at = bot.ctx.clock.now();
    const plan = { id: "plan_1", botId, fromReleaseId: releaseId, toReleaseId: releaseId, liveUid: "", liveTemplate: "", fingerprint: "" };
    await bot.db.rollbackPlan.create({ data: { ...plan, guards: [], createdBy: {}, createdAt: at, expiresAt: after(9000) } });
    bot.advance(2);
    await bot.observe(reading("1.2.0", newConfig, { generation: 2 }));
    expect(await versions()).toEqual(["1.1.0", "1.1.0+config.2", "1.2.0"]);
  });
});

describe("a release that was recorded without its config", () => {
  test("is the same release once its config is seen live, with its verdict and record", async () => {
    const { releaseId } = await bot.observe(reading("1.1.0", undefined));
    await bot.db.release.update({ where: { id: releaseId }, data: { knownGoodAt: after(0) } });
    bot.advance(3600);
    const seen = await bot.observe(reading("1.1.0", rules({ threshold: "0.7" })));
    expect(seen.releaseId).toBe(releaseId);
    expect(await bot.db.release.findUniqueOrThrow({ where: { id: releaseId } })).toMatchObject({ hashVersion: 2, knownGoodAt: after(0) });
    expect(await bot.counts()).toMatchObject({ releases: 1, rollouts: 1 });
  });

  test("does not lend its record to another config that comes later", async () => {
    await bot.observe(reading("1.1.0", undefined));
    bot.advance(3600);
    await bot.observe(reading("1.2.0", rules({ threshold: "0.2" }), { generation: 2 }));
    bot.advance(3600);
    await bot.observe(reading("1.1.0", rules({ threshold: "0.2" }), { generation: 3 }));
    expect(await versions()).toEqual(["1.1.0", "1.2.0", "1.1.0+config.2"]);
  });

  test("goes on while config is out of sight for a while", async () => {
    const { releaseId } = await bot.observe(reading("1.1.0", rules({ threshold: "0.7" })));
    bot.advance(60);
    expect((await bot.observe(reading("1.1.0", undefined))).releaseId).toBe(releaseId);
    expect(await bot.counts()).toMatchObject({ releases: 1, rollouts: 1 });
  });
});

describe("soak time", () => {
  const knownGood = async () => (await bot.openRollout()) && (await bot.db.release.count({ where: { knownGoodAt: { not: null } } }));
  const soak = async (seconds: number) => {
    bot.advance(seconds);
    await proveKnownGood({ ctx: bot.ctx });
  };

  test("does not count while pods run the former config, because they read it at start", async () => {
    await bot.observe(reading("1.1.0", rules({ mode: "kind" }), { how: "env" }));
    bot.advance(60);
    const edited = rules({ mode: "harsh" }, 2, after(60));
    const { botId } = await bot.observe(reading("1.1.0", edited, { how: "env" }));
    const { sight } = await bot.db.bot.findUniqueOrThrow({ where: { id: botId } });
    expect((sight as { config: string[] }).config.join()).toMatch(/3.*(restart|start)/);
    await soak(7200);
    expect(await knownGood()).toBe(0);

    const fresh = ["d", "e", "f"].map((name) => pod(name, "1.1.0", { createdAt: after(7300), startedAt: after(7300) }));
    bot.advance(60);
    await bot.observe(reading("1.1.0", edited, { how: "env", pods: fresh }));
    await soak(700);
    expect(await knownGood()).toBe(1);
  });

  test("counts where they read at start what there is again, whatever was there in between; not where they started in between", async () => {
    await bot.observe(reading("1.1.0", rules({ mode: "kind" }), { how: "env" }));
    bot.advance(60);
    await bot.observe(reading("1.1.0", null, { how: "env" }));
    bot.advance(60);
    const again = rules({ mode: "kind" }, 3, after(120));
    await bot.observe(reading("1.1.0", again, { how: "env" }));
    expect(await bot.openRollout()).toMatchObject({ configMaps: ["rules"], healthySince: after(120) });

    const between = ["d", "e", "f"].map((name) => pod(name, "1.1.0", { createdAt: after(90), startedAt: after(90) }));
    await bot.observe(reading("1.1.0", again, { how: "env", pods: between }));
    expect(await bot.openRollout()).toMatchObject({ healthySince: null });
  });

  test("counts two minutes after a mounted file was edited", async () => {
    await bot.observe(reading("1.1.0", rules({ threshold: "0.7" })));
    bot.advance(60);
    const edited = reading("1.1.0", rules({ threshold: "0.2" }, 2, after(60)));
    expect((await bot.observe(edited)).lookAgainAt).toEqual(after(180));
    expect(await bot.openRollout()).toMatchObject({ healthySince: null });
    bot.advance(120);
    expect((await bot.observe(edited)).lookAgainAt).toBeNull();
    expect(await bot.openRollout()).toMatchObject({ healthySince: after(180) });
  });
});

test("the digests that ran are kept with the release, the first one first", async () => {
  const ran = (digit: string) =>
    ["a", "b"].map((name) => {
      const one = pod(name, "1.1.0");
      return { ...one, containers: one.containers.map((container) => ({ ...container, imageId: `omniserve@sha256:${digit.repeat(64)}` })) };
    });
  await bot.observe(reading("1.1.0", rules({ a: "1" }), { pods: ran("b") }));
  await bot.observe(reading("1.1.0", rules({ a: "1" }), { pods: ran("a") }));
  const { digests } = await bot.db.release.findFirstOrThrow();
  expect(digests).toEqual({ bot: [`sha256:${"b".repeat(64)}`, `sha256:${"a".repeat(64)}`] });
});

test("what is kept comes back whole, and nothing of it is readable in the database", async () => {
  const secret = "escalate: CANARY-7f3a\n";
  const { releaseId } = await bot.observe(reading("1.1.0", rules({ "a.yaml": secret, __proto__x: "1" })));
  const { template, config } = await releaseContent(bot.ctx, releaseId);
  expect(template).toEqual(readingTemplate("1.1.0"));
  const [map] = config ?? [];
  const hash = map?.state === "recorded" ? (map.files.find(({ key }) => key === "a.yaml")?.hash ?? "") : "";
  expect(String((await bot.ctx.vault.read(bot.ctx, [hash])).get(hash))).toBe(secret);
  const rows = await bot.db.$queryRaw`select encode(sealed, 'escape') as text from "Content"`;
  expect(JSON.stringify([rows, await bot.db.release.findMany(), await bot.db.rollout.findMany()])).not.toContain("CANARY");
});
