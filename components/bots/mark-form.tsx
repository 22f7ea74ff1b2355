"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { fetchJson } from "@/components/live/fetch-json";
import { staleKeys } from "@/components/live/stale-keys";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import type { MarkBadInput, ReleaseJson } from "@/lib/bots/schemas";

/** Puts a release in quarantine, or lifts that: either way with a reason. */
export function MarkForm({ botId, release, onDone }: { botId: string; release: ReleaseJson; onDone: () => void }) {
  const client = useQueryClient();
  const [reason, setReason] = useState("");
  const bad = release.quarantine === null;
  const mark = useMutation({
    mutationFn: () => {
      const body: MarkBadInput = { bad, reason };
      return fetchJson(`/api/v1/bots/${encodeURIComponent(botId)}/releases/${encodeURIComponent(release.id)}/mark`, {
        method: "POST",
        body,
      });
    },
    onSuccess: () => {
      for (const queryKey of staleKeys({ kind: "bot", botId })) void client.invalidateQueries({ queryKey });
      onDone();
    },
  });

  return (
    <form
      aria-label={bad ? `Mark ${release.version} as bad` : `Lift the quarantine of ${release.version}`}
      className="mt-1 mb-2 rounded-lg border border-line bg-raised p-3.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!mark.isPending) mark.mutate();
      }}
      onKeyDown={({ key }) => key === "Escape" && onDone()}
    >
      <Field
        label={bad ? `What is wrong with ${release.version}?` : `Why is ${release.version} all right after all?`}
        hint={
          bad
            ? "It is never chosen by itself again. Nothing changes in the cluster."
            : "It may be chosen again. Nothing changes in the cluster."
        }
        error={mark.error?.message ?? null}
        value={reason}
        maxLength={500}
        required
        autoFocus
        onChange={({ target }) => setReason(target.value)}
      />
      <div className="mt-3 flex gap-2">
        <Button type="submit" off={mark.isPending}>
          {mark.isPending ? "Saving…" : bad ? "Mark as bad" : "Lift the quarantine"}
        </Button>
        <Button look="quiet" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
