import pino from "pino";
import type { Actor } from "@/lib/access/types";
import { configReferences } from "@/lib/bots/config/config-references";
import type { BotCtx } from "@/lib/bots/ctx";
import { declareEnvironments } from "@/lib/bots/declare-environments";
import { observeBot } from "@/lib/bots/observe-bot";
import type { Pod } from "@/lib/cluster/types";
import { newId } from "@/lib/platform/ids";
import { testVault } from "@/lib/platform/vault/testing/test-vault";
import { freshDatabase, type FreshDatabase } from "@/e2e/support/postgres";
import { KIM, PRODUCTION } from "@/lib/bots/testing/watched-bot";
import { pod, replicaSet, template, workload } from "@/lib/health/testing/sightings";
import { FakeCluster } from "./fake-cluster";

/** OmniServe in a real database and a cluster in memory: 1.1.0 was healthy and became known good, 1.2.0 is live and crashes. The clock is set by hand. */
export class Scene {
  readonly cluster = new FakeCluster();
  readonly vault = testVault();
  now = new Date("2026-01-31T10:00:00Z");
  botId = "";
  /** What was waited between tries, in ms; nobody really waits. */
  readonly pauses: number[] = [];

  private constructor(readonly database: FreshDatabase) {}

  static async open(): Promise<Scene> {
    const scene = new Scene(await freshDatabase());
    await declareEnvironments({ ctx: scene.ctx(), input: { environments: [PRODUCTION] } });
    await scene.run("1.1.0");
    await scene.database.db.release.updateMany({ data: { knownGoodAt: scene.now } });
    scene.tick(3_600);
    await scene.run("1.2.0", { ready: false });
    scene.tick(60);
    return scene;
  }

  /** A ctx as one request has it. */
  ctx(actor: Actor = KIM): BotCtx {
    return {
      actor,
      db: this.database.db,
      clusters: this.cluster.clusters,
      vault: this.vault,
      clock: { now: () => this.now, pause: async (ms) => void this.pauses.push(ms) },
      log: pino({ level: "silent" }),
      requestId: newId("req"),
    };
  }

  tick(seconds: number): void {
    this.now = new Date(this.now.getTime() + seconds * 1000);
  }

  /** Deploys a release, whose pods are at once as told, and lets it be recorded. */
  async run(version: string, pods: Partial<Pod> = {}): Promise<void> {
    const { cluster } = this;
    const generation = (cluster.live?.generation ?? 0) + 1;
    const counts = pods.ready === false ? { updated: 3, available: 0, ready: 0 } : {};
    cluster.live = workload({
      ...cluster.live,
      template: template(version),
      generation,
      observedGeneration: generation,
      updated: 3,
      available: 3,
      ready: 3,
      ...counts,
    });
    cluster.revisions = [replicaSet(version, generation), ...cluster.revisions.filter(({ uid }) => uid !== `rs-${version}`)];
    cluster.pods = ["a", "b", "c"].map((name) => pod(`${version}-${name}`, version, { createdAt: this.now, startedAt: this.now, ...pods }));
    await this.observe();
  }

  /** What the worker does with each sight. */
  async observe(): Promise<void> {
    const snapshot = this.snapshot();
    if (!snapshot) return;
    const { botId } = await observeBot({ ctx: this.ctx(WORKER), input: { environment: PRODUCTION, snapshot, continuous: true } });
    this.botId = botId;
  }

  snapshot() {
    const { live, revisions, pods, configMaps } = this.cluster;
    const names = live ? configReferences(live.template).map(({ name }) => name) : [];
    return live && { workload: live, revisions, pods, config: new Map(names.map((name) => [name, configMaps.get(name) ?? null])) };
  }

  close(): Promise<void> {
    return this.database.drop();
  }
}

export const WORKER: Actor = { kind: "system", job: "worker" };
