import { beforeEach, expect, test, vi } from "vitest";
import { addBot, planRow, releaseRow, rolloutRow } from "@/lib/bots/testing/rows";
import { PRODUCTION, running, watched, type Watched } from "@/lib/bots/testing/watched-bot";
import type { Clusters } from "@/lib/cluster/clusters";
import { configMap, NOON } from "@/lib/health/testing/sightings";
import { madeCopy } from "@/lib/rollbacks/testing/made-copy";
import { cleanUp } from "./clean-up";
import { EnvironmentWatcher } from "./environment-watcher";
import { FakeWatch } from "./testing/fake-watch";

const DAY = 86_400;
let bots: Watched;
const stops: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  bots = await watched();
  return async () => {
    await Promise.all(stops.splice(0).map((stop) => stop()));
    await bots.database.drop();
  };
});

const until = (assertion: () => unknown) => vi.waitFor(assertion, { timeout: 8_000, interval: 20 });
function clean(watchers: () => readonly EnvironmentWatcher[]): void {
  const stop = new AbortController();
  const ended = cleanUp({ ctx: bots.ctx, watchers, signal: stop.signal });
  stops.push(() => (stop.abort(), ended));
}

/** Rows of long ago that nothing needs: a plan, a content, a composition, a verdict. */
async function leaveRows(): Promise<void> {
  const botId = await addBot(bots, "greeter");
  await bots.ctx.vault.keep(bots.ctx, ["nobody's"]);
  const { id: releaseId } = await bots.db.release.create({ data: releaseRow(bots, { botId }) });
  await bots.db.release.create({ data: releaseRow(bots, { botId, origin: "composed" }) });
  await bots.db.rollbackPlan.create({ data: planRow(bots, { botId }) });
  const row = rolloutRow({ botId, releaseId, since: bots.ctx.clock.now(), until: null });
  const event = { at: bots.ctx.clock.now(), kind: "verdict", detail: {} };
  const events = { create: [1, 2].map((each) => ({ ...event, id: `evt_${each}` })) };
  await bots.db.rollout.create({ data: { ...row, events } });
}
const rows = async () => {
  const { rollbackPlan, content, release, rolloutEvent } = bots.db;
  const composed = release.count({ where: { origin: "composed" } });
  return Promise.all([rollbackPlan.count(), content.count(), composed, rolloutEvent.count()]);
};

test("what nothing needs any more goes from the database and from the clusters in view", async () => {
  const cluster = new FakeWatch();
  const deleted: string[] = [];
  const only = cluster.clusters.of(PRODUCTION);
  const of: Clusters["of"] = () => ({
    ...only,
    mentionedNames: (_, names) => Promise.resolve(new Set(names.filter((name) => name === used.name))),
    deleteConfigMap: ({ name }) => Promise.resolve(deleted.push(name) > 0),
  });
  const [left, used] = [madeCopy({ mode: "kind" }), madeCopy({ mode: "harsh" })];
  await bots.ctx.vault.keep(bots.ctx, ["kind", "harsh"]);
  const watcher = new EnvironmentWatcher({
    ctx: { ...bots.ctx, clusters: { ...cluster.clusters, of } },
    environment: PRODUCTION,
    holder: "wrk_test",
    continuous: false,
  });
  watcher.start();
  stops.push(() => watcher.stop());
  const maps = [left, used, configMap("rules", { mode: "kind" })].map((map) => ({ ...map, createdAt: NOON }));
  cluster.list(running("1.1.0", { config: new Map(maps.map((map) => [map.name, map])) }));
  await until(async () => expect(await bots.db.bot.count()).toBe(1));
  bots.advance(601);

  clean(() => [watcher]);
  await until(() => expect(deleted).toEqual([left.name]));
});

test("a fault in one thing holds up no other", async () => {
  await leaveRows();
  bots.advance(3 * DAY);
  const failed = vi.spyOn(bots.ctx.log, "error");
  clean(() => {
    throw new Error("no watchers");
  });
  await until(async () => expect(await rows()).toEqual([0, 0, 0, 1]));
  expect(failed).toHaveBeenCalledWith(expect.objectContaining({ loop: "collect-copies" }), expect.anything());
});
