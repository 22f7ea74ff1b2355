import type { BotJson, ReleaseJson } from "@/lib/bots/schemas";
import type { PlanInput } from "@/lib/rollbacks/schemas";

/** Where from and where to, as far as it is known before the cluster was asked; null where only the plan can tell. */
export function expectedSides(
  bot: Pick<BotJson, "live" | "target">,
  asked: PlanInput,
  releases: readonly ReleaseJson[],
): { from: ReleaseJson; to: ReleaseJson } | null {
  const from = bot.live?.release;
  const to =
    asked.undoes !== undefined || asked.again !== undefined
      ? undefined
      : asked.releaseId !== undefined
        ? releases.find(({ id }) => id === asked.releaseId)
        : bot.target.kind === "chosen"
          ? bot.target.release
          : undefined;
  return from && to ? { from, to } : null;
}
