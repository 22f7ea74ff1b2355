import { expect, test, vi } from "vitest";
import { after } from "@/lib/health/testing/sightings";
import { reading, rules } from "@/lib/bots/testing/config-bot";
import { PRODUCTION, watched } from "@/lib/bots/testing/watched-bot";
import { EnvironmentWatcher } from "./environment-watcher";
import { FakeWatch } from "./testing/fake-watch";

const PATIENT = { timeout: 5_000, interval: 10 };

test("a ConfigMap that something rewrites all the time stops making releases", async () => {
  const bots = await watched();
  const cluster = new FakeWatch();
  const ctx = { ...bots.ctx, clusters: cluster.clusters };
  const watcher = new EnvironmentWatcher({ ctx, environment: PRODUCTION, holder: "wrk_test", continuous: true });
  watcher.start();
  try {
    const seen = (edit: number) => reading("1.1.0", rules({ leader: `pod-${edit}` }, edit, after(edit * 60)));
    cluster.list(seen(1));
    const releases = () => bots.db.release.count();
    await vi.waitFor(async () => expect(await releases()).toBe(1), PATIENT);
    for (let edit = 2; edit <= 20; edit++) {
      bots.advance(60);
      cluster.change(seen(edit));
      const { length } = await bots.db.rewrittenConfig.findMany();
      if (length === 0)
        await vi.waitFor(async () => expect((await releases()) + (await bots.db.rewrittenConfig.count())).toBe(edit), PATIENT);
    }
    expect(await bots.db.rewrittenConfig.findMany()).toMatchObject([
      { environmentName: "production", namespace: "support", name: "rules" },
    ]);
    const settled = await releases();
    expect(settled).toBeLessThan(16);
    expect((await bots.openRollout()).until).toBeNull();
  } finally {
    await watcher.stop();
    await bots.database.drop();
  }
});
