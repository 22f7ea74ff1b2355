import { releaseJson } from "@/lib/bots/release-json";
import type { Coverage } from "@/lib/bots/schemas";
import type { ReleaseRecord } from "@/lib/bots/types";
import type { Choice, ConfigCopy, Guard, PlanJson, ReleaseDiff } from "./schemas";

type PlanRow = {
  id: string;
  botId: string;
  undoes: string | null;
  again: string | null;
  choice: string;
  copies: unknown;
  resumes: boolean;
  guards: unknown;
  fingerprint: string;
  createdAt: Date;
  expiresAt: Date;
};

type Around = {
  diff: ReleaseDiff;
  from: ReleaseRecord;
  to: ReleaseRecord;
  choices: PlanJson["choices"];
  pins: ReadonlyMap<string, string>;
  coverage: Coverage;
  paused: boolean;
  alwaysTypeName: boolean;
  /** Why the run that it tries again was started. */
  reason: string | null;
};

export function planJson(plan: PlanRow, { from, to, diff, choices, pins, coverage, paused, alwaysTypeName, reason }: Around): PlanJson {
  const guards = plan.guards as Guard[];
  return {
    id: plan.id,
    botId: plan.botId,
    from: releaseJson(from),
    to: releaseJson(to),
    undoes: plan.undoes,
    again: plan.again,
    reason,
    choice: plan.choice as Choice,
    choices,
    copies: (plan.copies as ConfigCopy[]).map(({ of, name }) => ({ of, name })),
    pinned: [...pins].map(([container, image]) => ({ container, image })),
    coverage,
    diff,
    guards,
    paused,
    resumes: plan.resumes,
    needsTypedName: needsTypedName(guards, { alwaysTypeName }),
    fingerprint: plan.fingerprint,
    createdAt: plan.createdAt.toISOString(),
    expiresAt: plan.expiresAt.toISOString(),
  };
}

/** Only a warning costs a keystroke, or an environment that asks for it each time. */
export function needsTypedName(guards: readonly Guard[], { alwaysTypeName }: { alwaysTypeName: boolean }): boolean {
  return alwaysTypeName || guards.some(({ outcome }) => outcome === "warn");
}
