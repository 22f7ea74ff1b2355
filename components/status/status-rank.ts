import type { StatusFacts, StatusWords } from "./status-words";

type Ranked = { facts: Pick<StatusFacts, "title" | "rollback">; words: Pick<StatusWords, "verdict" | "condition"> };

/** 0 is most urgent: what customers notice, then what nobody can tell. */
export function statusRank({ facts, words }: Ranked): number {
  if (words.condition === "unknown") return 2;
  if (facts.rollback?.kind === "running" || (words.condition === "trouble" && words.verdict !== "degraded")) return 0;
  return words.condition === "trouble" ? 1 : 3;
}

/** Trouble first, then by name. */
export function sortStatus<T extends Ranked>(cards: readonly T[]): T[] {
  return [...cards].sort((a, b) => statusRank(a) - statusRank(b) || a.facts.title.localeCompare(b.facts.title, "en"));
}
