import type { PlanJson } from "@/lib/rollbacks/schemas";

/**
 * What of a plan a person agrees to: where from, where to, what changes, how the checks came out. Two plans with the same substance are the same
 * to read; sentences of checks do not count, because they carry figures that move ("runs on 2 pods right now").
 */
export function planSubstance({ from, to, choice, pinned, resumes, diff, guards, needsTypedName }: PlanJson): string {
  const checks = guards.map(({ name, outcome }) => `${name}: ${outcome}`).sort();
  return JSON.stringify([from.id, to.id, choice, pinned, resumes, diff.groups, diff.files, checks, needsTypedName]);
}
