import { releaseJson } from "@/lib/bots/release-json";
import type { ReleaseRecord } from "@/lib/bots/types";
import type { Guard, PlanJson, TemplateDiff } from "./schemas";

type PlanRow = {
  id: string;
  botId: string;
  diff: unknown;
  guards: unknown;
  fingerprint: string;
  createdAt: Date;
  expiresAt: Date;
};

export function planJson(plan: PlanRow, { from, to }: { from: ReleaseRecord; to: ReleaseRecord }): PlanJson {
  const guards = plan.guards as Guard[];
  return {
    id: plan.id,
    botId: plan.botId,
    from: releaseJson(from),
    to: releaseJson(to),
    diff: plan.diff as TemplateDiff,
    guards,
    needsTypedName: needsTypedName(guards),
    fingerprint: plan.fingerprint,
    createdAt: plan.createdAt.toISOString(),
    expiresAt: plan.expiresAt.toISOString(),
  };
}

/** Only a warning costs a keystroke. */
export function needsTypedName(guards: readonly Guard[]): boolean {
  return guards.some(({ outcome }) => outcome === "warn");
}
