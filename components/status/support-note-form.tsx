"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { fetchJson } from "@/components/live/fetch-json";
import { Problem } from "@/components/live/problem";
import { staleKeys } from "@/components/live/stale-keys";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import type { SupportNoteJson } from "@/lib/bots/schemas";
import type { WriteSupportNoteInput } from "@/lib/bots/status/schemas";
import { instantOf, localInput } from "./local-input";

const MOST_LETTERS = 500;

/** Writes, changes or removes a support note. Whoever was overtaken is shown the other note first, and may save again. */
export function SupportNoteForm({ botId, note, onDone }: { botId: string; note: SupportNoteJson | null; onDone: () => void }) {
  const client = useQueryClient();
  const id = useId();
  const [text, setText] = useState(note?.text ?? "");
  const [until, setUntil] = useState(note?.until ? localInput(note.until) : "");
  const [former, setFormer] = useState(note?.at ?? null);

  const write = useMutation({
    mutationFn: (words: string | null) => {
      const body: WriteSupportNoteInput = { text: words, until: words === null ? null : instantOf(until), former };
      return fetchJson(`/api/v1/bots/${encodeURIComponent(botId)}/support-note`, { method: "PUT", body });
    },
    onSuccess: () => {
      for (const queryKey of staleKeys({ kind: "bot", botId })) void client.invalidateQueries({ queryKey });
      onDone();
    },
    onError: (error) => {
      if (error instanceof Problem && error.code === "conflict") setFormer((error.body.supportNote as SupportNoteJson | null)?.at ?? null);
    },
  });

  return (
    <form
      aria-label="Support note"
      className="mt-2 mb-2 rounded-lg border border-line bg-paper p-3.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!write.isPending) write.mutate(text);
      }}
      onKeyDown={({ key }) => key === "Escape" && onDone()}
    >
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        What are people who talk to customers to know?
      </label>
      <textarea
        id={id}
        value={text}
        rows={3}
        maxLength={MOST_LETTERS}
        required
        autoFocus
        aria-invalid={write.error ? true : undefined}
        aria-describedby={`${id}-note`}
        placeholder="Do not expect the new ticket sorting before 18:00."
        onChange={({ target }) => setText(target.value)}
        className="block w-full rounded-md border border-edge bg-raised px-3 py-2 text-lg text-ink placeholder:text-ink-3 aria-invalid:border-bad sm:text-base"
      />
      <p id={`${id}-note`} role={write.error ? "alert" : undefined} className={`mt-1.5 text-sm ${write.error ? "text-bad" : "text-ink-2"}`}>
        {write.error?.message ??
          `Shown to everybody who sees this bot's status, by a public link too. ${MOST_LETTERS - text.length} letters left.`}
      </p>
      <div className="mt-3 max-w-64">
        <Field
          label="Not shown any more from"
          hint="Leave it empty to show it until somebody removes it."
          type="datetime-local"
          value={until}
          onChange={({ target }) => setUntil(target.value)}
        />
      </div>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button type="submit" look="ink" off={write.isPending}>
          {write.isPending ? "Saving…" : "Save the note"}
        </Button>
        {note && (
          <Button off={write.isPending} onClick={() => write.mutate(null)}>
            Remove it
          </Button>
        )}
        <Button look="quiet" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
