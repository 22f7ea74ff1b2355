import type { InsightsInput, InsightsJson } from "@/lib/rollbacks/insights/schemas";
import { secondsWords } from "@/components/time/seconds-words";

const NO_BREAK = "\u00a0";

/** Of fewer nobody can tell a trend from chance. */
export const ENOUGH = 10;

type Facts = Pick<InsightsJson, "all" | "from" | "to" | "watchedSince">;

/** What happened, in a sentence that can be read out, and what is to be known of how far to trust it. */
export function insightsSentence(facts: Facts, input: InsightsInput): { title: string; rest: string } {
  const { all, from, watchedSince } = facts;
  const notes = [
    all.rollbacks > 0 && all.rollbacks < ENOUGH ? `${counted(all.rollbacks, "rollback")}: too few for a trend.` : "",
    watchedSince !== null && watchedSince > from ? `Watched since ${day(watchedSince)}; nothing before that is known.` : "",
  ];
  return { title: titleOf(all, periodWords(facts, input)), rest: notes.filter(Boolean).join(" ") };
}

function titleOf(all: InsightsJson["all"], period: string): string {
  if (all.rollbacks === 0) {
    if (all.deploys === 0) return `Nothing was deployed or rolled back ${period}.`;
    return `No rollback ${period}; ${counted(all.deploys, "deploy")}, ${all.failedDeploys === 0 ? "none" : all.failedDeploys} of which failed.`;
  }
  return `${counted(all.rollbacks, "rollback")} ${period}; ${recovery(all)}; ${rule(all)}.`;
}

function recovery({ rollbacks, recovered, medianSeconds }: InsightsJson["all"]): string {
  if (medianSeconds === null) return rollbacks === 1 ? "it has not recovered" : "none recovered";
  const time = `${secondsWords(medianSeconds).replaceAll(" ", NO_BREAK)} of the click`;
  if (recovered === 1) return rollbacks === 1 ? `it recovered within ${time}` : `the one that recovered did so within ${time}`;
  return recovered === rollbacks ? `half of them recovered within ${time}` : `half of those that recovered did so within ${time}`;
}

function rule({ rollbacks, kept, broken }: InsightsJson["all"]): string {
  if (broken > 0) return `${broken === 1 ? (rollbacks === 1 ? "it" : "one") : broken} broke the five-minute rule`;
  if (kept === rollbacks) return rollbacks === 1 ? "it kept the five-minute rule" : "all kept the five-minute rule";
  return "none broke the five-minute rule";
}

/** "in 30 days", "in a year", "from 1 Nov to 30 Nov 2026". */
function periodWords({ from, to }: Facts, { period = "30d", from: asked }: InsightsInput): string {
  if (asked !== undefined) return `from ${day(from)} to ${day(new Date(Date.parse(to) - 1).toISOString())}`;
  return { "30d": "in 30 days", "90d": "in 90 days", "1y": "in a year" }[period];
}

/** "12 Nov 2026", a day in UTC. */
export function day(at: string): string {
  return new Date(at).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
}

/** "1 rollback", "4 rollbacks". */
export function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}
