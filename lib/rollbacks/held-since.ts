import type { Pod } from "@/lib/cluster/types";

/** Clocks of cluster and database may differ by so much without anything being told from it. */
const CLOCKS_MS = 2_000;

/**
 * Since when as many pods as are wanted have been ready without a break, where they are now: by what was seen, and by the cluster's own word for what nobody saw.
 * `before`: since when it held by the look before; null: it did not. A time that is still to come says that the cluster's clock is ahead, and no more.
 */
export function heldSince(input: { before: Date | null; pods: readonly Pod[]; desired: number; now: Date }): Date {
  const { before, pods, desired, now } = input;
  if (before === null) return now;
  const ready = pods.map(readySince).sort((a, b) => a - b);
  const last = ready[desired - 1] ?? 0;
  return last > before.getTime() + CLOCKS_MS && last <= now.getTime() ? new Date(last) : before;
}

function readySince({ conditions = [] }: Pod): number {
  const since = conditions.find(({ type, status }) => type === "Ready" && status === "True")?.lastUpdateTime;
  return Date.parse(since ?? "") || 0;
}
