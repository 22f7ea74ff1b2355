"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { fetchJson } from "@/components/live/fetch-json";
import { staleKeys } from "@/components/live/stale-keys";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import type { ReasonInput, RollbackJson } from "@/lib/rollbacks/schemas";

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
  const client = useQueryClient();
  const words: Words = RUN_ACTS[act];
  const { method, path, label, hint, button } = words;
  const [reason, setReason] = useState(words.value(run));
  const body: ReasonInput = { reason };
  const change = useMutation({
    mutationFn: () => fetchJson(`/api/v1/rollbacks/${encodeURIComponent(run.id)}${path}`, { method, body }),
    onSuccess: () => {
      for (const queryKey of staleKeys({ kind: "rollback", rollbackId: run.id, botId: run.bot.id }))
        void client.invalidateQueries({ queryKey });
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
        label={label}
        hint={hint(run)}
        error={change.error?.message ?? null}
        value={reason}
        maxLength={500}
        required
        autoFocus
        onChange={({ target }) => setReason(target.value)}
      />
      <div className="mt-3 flex flex-wrap gap-2">
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
