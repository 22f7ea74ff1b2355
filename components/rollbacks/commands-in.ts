import type { Problem } from "@/components/live/problem";
import type { BreakGlass } from "@/lib/rollbacks/spool/schemas";

/** The commands that came with a problem, because the database is gone; null where it is another one. */
export function commandsIn(problem: Problem | null): BreakGlass | null {
  return problem?.code === "database-gone" && Array.isArray(problem.body.commands) ? (problem.body as unknown as BreakGlass) : null;
}
