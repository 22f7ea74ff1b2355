import type { BotCtx } from "@/lib/bots/ctx";
import { declareEnvironments } from "@/lib/bots/declare-environments";
import { forgetProofOfHealth } from "@/lib/bots/forget-proof-of-health";
import { sealOldTemplates } from "@/lib/bots/seal-old-templates";
import { proveKnownGood } from "@/lib/bots/prove-known-good";
import type { Environment } from "@/lib/bots/types";
import { newId } from "@/lib/platform/ids";
import { listen } from "@/lib/platform/listen";
import { loop, type Loop } from "@/lib/platform/loop";
import { advanceRollback } from "@/lib/rollbacks/advance-rollback";
import { noteWhatCameAfter } from "@/lib/rollbacks/note-what-came-after";
import { tendHolds } from "@/lib/rollbacks/tend-holds";
import { activeRollbacks } from "./active-rollbacks";
import { cleanUp } from "./clean-up";
import { EnvironmentWatcher } from "./environment-watcher";
import { KeyedQueue } from "./keyed-queue";

const TICK_MS = 1_000;
const BEAT_MS = 3_000;
/** The settings are read when they change; now and then also in case nobody heard that they did. */
const DECLARE_MS = 60_000;
/** A worker that was away no longer than this has missed nothing that matters to soak time. */
const SHORT_ABSENCE_MS = 30_000;
/** Rows of workers that were killed are kept so long. */
const KEEP_DEAD_WORKERS_MS = 86_400_000;

export type WorkerOptions = {
  ctx: BotCtx;
  databaseUrl: string;
  /** Read anew when the settings change. */
  environments: () => Promise<Environment[]>;
  /** Sets `ctx.clock` by the database's; without it that is left as it is. */
  readTime?: () => Promise<void>;
  signal: AbortSignal;
};

/** Watches every environment, records, follows rollbacks, until the signal. Several may run at once. */
export async function runWorker({ ctx, databaseUrl, environments, readTime = async () => {}, signal }: WorkerOptions): Promise<void> {
  const id = newId("wrk");
  const startedAt = ctx.clock.now();
  const unwatched = unwatchedRollbacks(ctx, id);
  let watchers = null as EnvironmentWatcher[] | null;

  let sealed = false;
  const redeclare = async () => {
    // Nothing is decided before something is watched, so nothing is decided by a machine's clock.
    await readTime();
    if (!sealed) await sealOldTemplates({ ctx });
    sealed = true;
    const declared = await environments();
    if (watchers !== null && JSON.stringify(declared) === JSON.stringify(watchers.map(({ environment }) => environment))) return;
    await declareEnvironments({ ctx, input: { environments: declared } });
    const former = watchers ?? [];
    watchers = null;
    await Promise.all(former.map((watcher) => watcher.stop()));
    if (signal.aborted) return;
    watchers = await Promise.all(declared.map((environment) => startWatcher(ctx, environment, id)));
    ctx.log.info({ environments: declared.map(({ name }) => name) }, "watching");
  };
  const tick = async () => {
    const running = await activeRollbacks(ctx);
    // Until it is known what to watch, nothing is proved and nothing is abandoned.
    if (watchers === null) return;
    for (const watcher of watchers) {
      watcher.tick(running.get(watcher.environment.name) ?? new Map());
      running.delete(watcher.environment.name);
    }
    for (const rollbacks of running.values()) for (const rollbackId of rollbacks.values()) unwatched.add(rollbackId);
    await proveKnownGood({ ctx });
  };
  const beat = async () => {
    await readTime();
    const beatAt = ctx.clock.now();
    await ctx.db.worker.upsert({ where: { id }, create: { id, startedAt, beatAt }, update: { beatAt } });
    await Promise.all((watchers ?? []).map((watcher) => watcher.recordSight()));
  };

  const shared = { signal, log: ctx.log };
  const declaring = loop({ name: "declare", every: DECLARE_MS, act: redeclare, ...shared });
  const ticking: Loop = loop({ name: "tick", every: TICK_MS, act: tick, ...shared });
  const looking = loop({
    name: "look-after",
    every: TICK_MS,
    act: async () => {
      await noteWhatCameAfter({ ctx });
      await tendHolds({ ctx });
    },
    ...shared,
  });
  const beating = loop({ name: "beat", every: BEAT_MS, act: beat, ...shared });
  const cleaning = cleanUp({ ctx, watchers: () => watchers ?? [], signal });
  const hearing = listen({
    url: databaseUrl,
    onChange: (change) => {
      if (change.kind === "settings") declaring.wake();
      if (change.kind === "rollback" && !change.inHand) ticking.wake();
    },
    onConnect: () => {
      declaring.wake();
      ticking.wake();
    },
    ...shared,
  });
  await Promise.all([declaring.ended, ticking.ended, looking.ended, beating.ended, cleaning, hearing]);
  await Promise.all([unwatched.close(), ...(watchers ?? []).map((watcher) => watcher.stop())]);
  await retire(ctx, id);
}

/** Rollbacks in an environment that nobody watches any more still come to an end, at their deadline at the latest. */
function unwatchedRollbacks(ctx: BotCtx, holder: string): KeyedQueue {
  const act = (rollbackId: string) => advanceRollback({ ctx, input: { rollbackId, holder, snapshot: undefined } });
  return new KeyedQueue({ act, width: 2, log: ctx.log });
}

async function retire(ctx: BotCtx, id: string): Promise<void> {
  const long = new Date(ctx.clock.now().getTime() - KEEP_DEAD_WORKERS_MS);
  await ctx.db.worker
    .deleteMany({ where: { OR: [{ id }, { beatAt: { lt: long } }] } })
    .catch((err: unknown) => ctx.log.warn({ err }, "could not write down that this worker ended"));
}

async function startWatcher(ctx: BotCtx, environment: Environment, holder: string): Promise<EnvironmentWatcher> {
  const known = await ctx.db.environment.findUnique({ where: { name: environment.name }, select: { heardAt: true } });
  const absence = known?.heardAt ? ctx.clock.now().getTime() - known.heardAt.getTime() : Infinity;
  const continuous = absence <= SHORT_ABSENCE_MS;
  if (!continuous) await forgetProofOfHealth({ ctx, input: { environment: environment.name } });
  const watcher = new EnvironmentWatcher({ ctx, environment, holder, continuous });
  watcher.start();
  return watcher;
}
