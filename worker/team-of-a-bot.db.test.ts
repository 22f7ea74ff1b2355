import { expect, test, vi } from "vitest";
import { PRODUCTION, running, watched } from "@/lib/bots/testing/watched-bot";
import { EnvironmentWatcher } from "./environment-watcher";
import { FakeWatch } from "./testing/fake-watch";

test("a watcher knows whose a bot is, also when only its label changes", async () => {
  const bots = await watched();
  const cluster = new FakeWatch();
  const environment = { ...PRODUCTION, teamLabel: "team" };
  const ctx = { ...bots.ctx, clusters: cluster.clusters };
  const watcher = new EnvironmentWatcher({ ctx, environment, holder: "wrk_test", continuous: false });
  const of = (team: string) => running("1.1.0", { workload: { labels: { team } } });
  const becomes = (team: string) =>
    vi.waitFor(async () => expect(await bots.db.bot.findFirst()).toMatchObject({ team }), { timeout: 5_000, interval: 15 });

  watcher.start();
  cluster.list(of("support"));
  await becomes("support");
  cluster.say({ type: "changed", item: { kind: "Deployment", object: of("sales").workload } });
  await becomes("sales");
  await watcher.stop();
  await bots.database.drop();
});
