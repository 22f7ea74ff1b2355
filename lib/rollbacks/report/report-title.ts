import type { RollbackJson } from "../schemas";

/** "OmniServe in Production: from 1.2.0 back to 1.1.0", whether or not it came to that. */
export function reportTitle({ bot, from, to, undoes }: Pick<RollbackJson, "bot" | "from" | "to" | "undoes">): string {
  const what = undoes === null ? `from ${from.version} back to ${to.version}` : `a rollback undone, ${from.version} to ${to.version}`;
  return `${bot.title} in ${bot.environment.title}: ${what}`;
}
