import type { ExpectedTime } from "@/lib/bots/fleet-schemas";
import type { Readiness } from "@/lib/rollbacks/readiness-schema";
import type { Guard } from "@/lib/rollbacks/schemas";

type Ready = Extract<Readiness, { kind: "target" }>;

/** Whether one could go back now, in the words before the version, and those after it. */
export function readinessWords({ mayGo, guards, expected }: Pick<Ready, "mayGo" | "guards" | "expected">): {
  before: string;
  after: string;
} {
  const has = (outcome: Guard["outcome"]) => guards.some((guard) => guard.outcome === outcome);
  if (!mayGo) return { before: "Not now: ", after: " is stopped." };
  const soon = expected ? `, in about ${aboutWords(expected.seconds)}` : "";
  if (has("warn")) return { before: "With care: to ", after: `${soon}.` };
  if (has("unknown")) return { before: "Probably, to ", after: `${soon}.` };
  return { before: "Yes, to ", after: `${soon}.` };
}

/** What the figure is based on: "as its last 3 rollbacks took". */
export function basisWords({ basis, count }: ExpectedTime): string {
  const what = basis === "rollbacks" ? "rollback" : "rollout";
  return count === 1 ? `as its last ${what} took` : `as its last ${count} ${what}s took`;
}

/** Nobody knows it to the second beyond a minute: "38 s", "2 min", "2 min 30 s", "12 min". */
export function aboutWords(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const step = seconds < 300 ? 30 : 60;
  const rounded = Math.round(seconds / step) * step;
  const rest = rounded % 60;
  return `${Math.floor(rounded / 60)} min${rest > 0 ? ` ${rest} s` : ""}`;
}

const ORDER: Guard["outcome"][] = ["block", "warn", "unknown", "pass", "note"];

/** What matters first: what stops it, what to be careful with, what nobody could tell, what is fine, what is so anyway. */
export function inOrder(guards: readonly Guard[]): Guard[] {
  return guards.toSorted((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome));
}
