"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ComponentProps } from "react";
import { fetchJson } from "@/components/live/fetch-json";
import { staleKeys } from "@/components/live/stale-keys";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import type { HoldJson } from "@/lib/bots/schemas";
import type { ExtendHoldInput, HandOverInput, ReasonInput } from "@/lib/rollbacks/schemas";

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
  const client = useQueryClient();
  const { path, label, hint, button, input, body }: Words = HOLD_ACTS[act];
  const [value, setValue] = useState("");
  const change = useMutation({
    mutationFn: () => fetchJson(`/api/v1/holds/${encodeURIComponent(hold.id)}/${path}`, { method: "POST", body: body(value) }),
    onSuccess: () => {
      const { rollbackId, botId } = hold;
      for (const queryKey of staleKeys({ kind: "rollback", rollbackId, botId })) void client.invalidateQueries({ queryKey });
      onDone();
    },
  });

  return (
    <form
      aria-label={button}
      className="mt-2 rounded-lg border border-line bg-raised p-3.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!change.isPending) change.mutate();
      }}
      onKeyDown={({ key }) => key === "Escape" && onDone()}
    >
      <Field
        {...input}
        label={label(hold)}
        hint={hint}
        error={change.error?.message ?? null}
        value={value}
        required
        autoFocus
        onChange={({ target }) => setValue(target.value)}
      />
      <div className="mt-3 flex gap-2">
        <Button type="submit" off={change.isPending}>
          {change.isPending ? "Saving…" : button}
        </Button>
        <Button look="quiet" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
