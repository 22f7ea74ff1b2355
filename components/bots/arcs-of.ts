import type { RolloutJson } from "@/lib/bots/schemas";

export type Arc = { from: string; to: string; span: number };

/** From each rollout that a rollback brought, down to the last time its release was live before. `rollouts` are newest first. */
export function arcsOf(rollouts: readonly Pick<RolloutJson, "id" | "rollbackId" | "release">[]): Arc[] {
  return rollouts.flatMap((rollout, index) => {
    if (rollout.rollbackId === null) return [];
    const down = rollouts.findIndex((older, at) => at > index && older.release.id === rollout.release.id);
    const target = rollouts[down];
    return target ? [{ from: rollout.id, to: target.id, span: down - index }] : [];
  });
}
