import { pruneContents } from "@/lib/bots/prune-contents";
import { pruneReleases } from "@/lib/bots/prune-releases";
import { rollUpObservations } from "@/lib/bots/roll-up-observations";
import type { PlatformCtx } from "@/lib/platform/ctx";
import { loop } from "@/lib/platform/loop";
import { prunePlans } from "@/lib/rollbacks/prune-plans";
import type { EnvironmentWatcher } from "./environment-watcher";

const COLLECT_MS = 600_000;
const PRUNE_MS = 3_600_000;

/**
 * Clears away, until the signal, what nothing needs any more: in the clusters that are watched, and in the database. Each in a loop of its own, so that a fault in
 * one holds up no other. Several workers at once do no harm.
 */
export async function cleanUp({
  ctx,
  watchers,
  signal,
}: {
  ctx: PlatformCtx;
  watchers: () => readonly EnvironmentWatcher[];
  signal: AbortSignal;
}): Promise<void> {
  const clean = (name: string, every: number, act: () => Promise<unknown>) =>
    loop({ name, every, act: async () => void (await act()), signal, log: ctx.log }).ended;
  await Promise.all([
    clean("collect-copies", COLLECT_MS, () => Promise.all(watchers().map((watcher) => watcher.collectCopies()))),
    clean("prune-plans", PRUNE_MS, () => prunePlans({ ctx })),
    clean("prune-contents", PRUNE_MS, () => pruneContents({ ctx })),
    clean("prune-releases", PRUNE_MS, () => pruneReleases({ ctx })),
    clean("roll-up-observations", PRUNE_MS, () => rollUpObservations({ ctx })),
  ]);
}
