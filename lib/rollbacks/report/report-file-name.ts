import type { IncidentReport } from "./schemas";

/** "2026-01-31-production-omniserve-rb_1.md": nothing in it that a header or a file system reads otherwise. */
export function reportFileName({ id, bot, startedAt }: Pick<IncidentReport["rollback"], "id" | "bot" | "startedAt">): string {
  const words = [startedAt.slice(0, 10), bot.environment.name, bot.name, id];
  return `${words
    .join("-")
    .replaceAll(/[^\w-]+/g, "-")
    .slice(0, 150)}.md`;
}
