"use client";

import type { ComponentProps } from "react";
import { ActForm } from "@/components/live/act-form";
import type { HoldJson } from "@/lib/bots/schemas";
import type { ExtendHoldInput, HandOverInput, ReasonInput } from "@/lib/rollbacks/act-schemas";

type Body = ExtendHoldInput | HandOverInput | ReasonInput;
type Words = {
  opener: string;
  path: string;
  label: (hold: HoldJson) => string;
  hint: string;
  button: string;
  input: ComponentProps<"input">;
  body: (value: string) => Body;
};

/** What can be done about a hold: each with one field. */
export const HOLD_ACTS = {
  extend: {
    opener: "Extend…",
    path: "extend",
    label: () => "For how many hours from now?",
    hint: "At most 168, a week.",
    button: "Extend the hold",
    input: { type: "number", min: 1, max: 168, inputMode: "numeric" },
    body: (value) => ({ hours: Number(value) }),
  },
  handOver: {
    opener: "Hand over…",
    path: "hand-over",
    label: () => "To whom? Their e-mail address",
    hint: "Somebody who may roll back here.",
    button: "Hand it over",
    input: { type: "email", maxLength: 254, autoComplete: "off" },
    body: (value) => ({ email: value }),
  },
  lift: {
    opener: "Lift…",
    path: "lift",
    label: ({ version }) => `Why may ${version} be brought back?`,
    hint: "It stays in quarantine, and is never chosen by itself.",
    button: "Lift the hold",
    input: { maxLength: 500 },
    body: (value) => ({ reason: value }),
  },
} as const satisfies Record<string, Words>;
export type HoldAct = keyof typeof HOLD_ACTS;

export function HoldForm({ hold, act, onDone }: { hold: HoldJson; act: HoldAct; onDone: () => void }) {
  const { path, label, hint, button, input, body }: Words = HOLD_ACTS[act];
  const { id, rollbackId, botId } = hold;
  return (
    <ActForm
      label={label(hold)}
      hint={hint}
      button={button}
      input={input}
      path={`/holds/${encodeURIComponent(id)}/${path}`}
      body={body}
      change={{ kind: "rollback", rollbackId, botId }}
      onDone={onDone}
    />
  );
}
