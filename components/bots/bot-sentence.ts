import type { BotJson } from "@/lib/bots/schemas";

/** The sentence a bot's page opens with. */
export function botSentence({
  title,
  verdict,
  archivedAt,
  activeRollback,
}: Pick<BotJson, "title" | "verdict" | "archivedAt" | "activeRollback">): string {
  if (archivedAt) return `${title} is gone from the cluster.`;
  if (activeRollback) return `${title} is being rolled back to ${activeRollback.toVersion}.`;
  return verdict === "unknown" ? `${title} is not judged yet.` : `${title} is ${verdict}.`;
}
