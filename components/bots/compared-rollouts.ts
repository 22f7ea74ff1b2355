import type { RolloutJson } from "@/lib/bots/schemas";

type Row = Pick<RolloutJson, "id" | "release">;

/** Chooses a rollout for the comparison, or lets go of it. A third one takes the place of the one that was chosen first. */
export function toggleCompared(chosen: readonly string[], id: string): string[] {
  return chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id].slice(-2);
}

/** What the choice amounts to: the older release on the left, whichever was chosen first. `rollouts` are newest first. */
export function comparisonOf(
  rollouts: readonly Row[],
  chosen: readonly string[],
): { from: Row["release"]; to: Row["release"]; path: string | null } | { first: Row["release"] | null } {
  const [newer, older] = rollouts.filter(({ id }) => chosen.includes(id));
  if (!newer || !older) return { first: newer?.release ?? null };
  const [from, to] = [older.release, newer.release];
  return { from, to, path: from.id === to.id ? null : `/diff/${encodeURIComponent(from.id)}/${encodeURIComponent(to.id)}` };
}
