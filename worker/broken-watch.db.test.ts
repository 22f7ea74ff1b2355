import { beforeEach, describe, expect, test, vi } from "vitest";
import { PRODUCTION, running, watched, type Watched } from "@/lib/bots/testing/watched-bot";
import { replicaSet } from "@/lib/health/testing/sightings";
import { EnvironmentWatcher } from "./environment-watcher";
import { FakeWatch } from "./testing/fake-watch";

const WAIT = { timeout: 30_000, interval: 15 };

let bots: Watched;
let cluster: FakeWatch;
beforeEach(async () => {
  bots = await watched();
  cluster = new FakeWatch();
  const ctx = { ...bots.ctx, clusters: cluster.clusters };
  const watcher = new EnvironmentWatcher({ ctx, environment: PRODUCTION, holder: "wrk_test", continuous: false });
  watcher.start();
  return async () => {
    await watcher.stop();
    await bots.database.drop();
  };
});

const become = (verdict: string) => vi.waitFor(async () => expect(await bots.openRollout()).toMatchObject({ verdict }), WAIT);

describe("X10 a watch that tells less than happened", () => {
  const versions = async () => (await bots.db.release.findMany({ orderBy: { id: "asc" } })).map(({ version }) => version).sort();
  const deployed = (version: string, number: number, former: string[]) =>
    running(version, {
      revisions: [version, ...former].map((each, index) => replicaSet(each, number - index)),
      workload: { generation: number },
    });

  test("loses no release: the list that follows a gap brings what came and went meanwhile, and what is live", async () => {
    cluster.list(deployed("1.1.0", 1, []));
    await become("healthy");
    cluster.fall("The cluster does not answer.");
    // 1.2.0 came and went while nobody heard of it: its ReplicaSet is what is left.
    cluster.list(deployed("1.3.0", 3, ["1.2.0", "1.1.0"]));
    await vi.waitFor(async () => expect(await versions()).toEqual(["1.1.0", "1.2.0", "1.3.0"]), WAIT);
  });

  test("and tells it twice, and late: there is one history, and it does not turn back", async () => {
    const [first, second] = [deployed("1.1.0", 1, []), deployed("1.2.0", 2, ["1.1.0"])];
    cluster.list(first);
    await become("healthy");
    cluster.change(second);
    await vi.waitFor(async () => expect(await versions()).toEqual(["1.1.0", "1.2.0"]), WAIT);
    cluster.change(second);
    cluster.list(second);
    cluster.change(first);
    cluster.list(second);
    cluster.change(second);
    await become("healthy");
    expect(await bots.counts()).toMatchObject({ bots: 1, releases: 2, rollouts: 2 });
  });
});
