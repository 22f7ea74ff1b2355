import { freshDatabase, type FreshDatabase } from "@/e2e/support/postgres";
import { accessCtx } from "@/lib/access/testing/access-ctx";
import type { Actor } from "@/lib/access/types";
import type { FieldOwner, Pod, Revision, Workload } from "@/lib/cluster/types";
import { NOON, pods, replicaSet, workload } from "@/lib/health/testing/sightings";
import { testVault } from "@/lib/platform/vault/testing/test-vault";
import { declareEnvironments } from "../declare-environments";
import { observeBot } from "../observe-bot";
import { releaseContent } from "../release-content";
import type { Environment, Snapshot } from "../types";

export const PRODUCTION: Environment = {
  name: "production",
  title: "Production",
  context: null,
  namespaces: ["support"],
  selector: null,
  soakSeconds: 600,
  stamps: [],
  watchSecrets: false,
  holdSeconds: 86_400,
  verifySeconds: 0,
  waitForTerminating: false,
  alwaysTypeName: false,
  teamLabel: null,
};
export const KIM: Actor = { kind: "user", id: "usr_kim", name: "Kim", role: "operator" };
const MADE_LONG_AGO = new Date(NOON.getTime() - 30 * 86_400_000);

/** A database of its own with one environment, and a clock that moves when told. */
export async function watched(): Promise<Watched> {
  const database = await freshDatabase();
  const ctx = watchedCtx(database.db);
  await declareEnvironments({ ctx, input: { environments: [PRODUCTION] } });
  return new Watched(database, ctx);
}

type WatchedCtx = ReturnType<typeof watchedCtx>;
const watchedCtx = (db: FreshDatabase["db"]) => ({ ...accessCtx(db), vault: testVault() });

export class Watched {
  readonly ctx: WatchedCtx;
  readonly database: FreshDatabase;

  constructor(database: FreshDatabase, ctx: WatchedCtx) {
    this.database = database;
    this.ctx = ctx;
  }

  get db() {
    return this.database.db;
  }

  as(actor: Actor) {
    return { ...this.ctx, actor };
  }

  advance(seconds: number): void {
    this.ctx.clock.advance(seconds * 1000);
  }

  observe(snapshot: Snapshot, options: { continuous?: boolean; environment?: Environment } = {}) {
    const { continuous = true, environment = PRODUCTION } = options;
    return observeBot({ ctx: this.ctx, input: { environment, snapshot, continuous } });
  }

  /** Its history, oldest first, one line for each rollout. */
  async history(): Promise<string[]> {
    const rollouts = await this.db.rollout.findMany({
      orderBy: [{ since: "asc" }, { id: "asc" }],
      include: { release: { select: { version: true } } },
    });
    return rollouts.map(({ release, origin, since, until }) => `${release.version} ${origin} ${clock(since)}–${until ? clock(until) : ""}`);
  }

  async counts() {
    const { db } = this;
    const [bots, releases, rollouts, events] = await Promise.all([
      db.bot.count(),
      db.release.count(),
      db.rollout.count(),
      db.rolloutEvent.count(),
    ]);
    return { bots, releases, rollouts, events };
  }

  release(version: string) {
    return this.db.release.findFirstOrThrow({ where: { version } });
  }

  /** The raw template that a release would bring back. */
  async templateOf(release: { id: string }): Promise<unknown> {
    return (await releaseContent(this.ctx, release.id)).template;
  }

  openRollout() {
    return this.db.rollout.findFirstOrThrow({ where: { until: null } });
  }
}

/** `10:00:05`, with milliseconds where there are some, and the day where it is another. */
export function clock(date: Date): string {
  const [day = "", time = ""] = date.toISOString().slice(0, -1).split("T");
  return `${day === "2026-11-21" ? "" : `${day} `}${time.replace(".000", "")}`;
}

/** A Deployment that runs `version` with three healthy pods; `revisions` are what its cluster remembers. */
export function running(
  version: string,
  more: { workload?: Partial<Workload>; revisions?: Revision[]; pods?: Pod[]; config?: Snapshot["config"] } = {},
): Snapshot {
  const revisions = more.revisions ?? [replicaSet(version, 1, { createdAt: MADE_LONG_AGO })];
  const template = revisions.find(({ uid }) => uid === `rs-${version}`)?.template ?? replicaSet(version, 1).template;
  return {
    workload: workload({ createdAt: MADE_LONG_AGO, template, ...more.workload }),
    revisions,
    pods: more.pods ?? pods(version, "a b c"),
    config: more.config === undefined ? new Map() : more.config,
  };
}

export function wrote(manager: string, time: Date): FieldOwner[] {
  return [{ manager, operation: "Update", time, subresource: null, fields: { "f:spec": { "f:template": {} } } }];
}
