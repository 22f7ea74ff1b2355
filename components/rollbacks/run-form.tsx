"use client";

import { ActForm } from "@/components/live/act-form";
import type { ReasonInput } from "@/lib/rollbacks/act-schemas";
import type { RollbackJson } from "@/lib/rollbacks/schemas";

type Words = {
  activeOnly: boolean;
  opener: (run: RollbackJson) => string;
  method: "PATCH" | "POST";
  path: string;
  label: string;
  hint: (run: RollbackJson) => string;
  button: string;
  value: (run: RollbackJson) => string;
};

export const RUN_ACTS = {
  reason: {
    activeOnly: false,
    opener: ({ reason }) => (reason === null ? "Say why…" : "Change the reason…"),
    method: "PATCH",
    path: "",
    label: "Why was this rolled back?",
    hint: () => "What was said before stays in the audit log.",
    button: "Save the reason",
    value: ({ reason }) => reason ?? "",
  },
  stop: {
    activeOnly: true,
    opener: () => "Stop this run…",
    method: "POST",
    path: "/abort",
    label: "Why is it stopped?",
    hint: ({ acceptedAt, to }) =>
      acceptedAt === null
        ? "What the cluster has not got yet is not sent any more. To be sure of that may take 12 s."
        : `The cluster has accepted the change and goes on bringing ${to.version}: only Lastgood stops following. To go elsewhere, roll back to another release.`,
    button: "Stop this run",
    value: () => "",
  },
} as const satisfies Record<string, Words>;
export type RunAct = keyof typeof RUN_ACTS;

export function RunForm({ run, act, onDone }: { run: RollbackJson; act: RunAct; onDone: () => void }) {
  const { method, path, label, hint, button, value }: Words = RUN_ACTS[act];
  return (
    <ActForm
      label={label}
      hint={hint(run)}
      button={button}
      value={value(run)}
      method={method}
      path={`/rollbacks/${encodeURIComponent(run.id)}${path}`}
      body={(reason): ReasonInput => ({ reason })}
      change={{ kind: "rollback", rollbackId: run.id, botId: run.bot.id }}
      onDone={onDone}
    />
  );
}
