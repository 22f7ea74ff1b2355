"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { fetchJson } from "@/components/live/fetch-json";
import { Problem } from "@/components/live/problem";
import { staleKeys } from "@/components/live/stale-keys";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useFocusReturned } from "@/components/ui/use-focus-returned";
import type { IncidentReport, LessonInput, LessonJson } from "@/lib/rollbacks/report/schemas";

type Props = { rollback: IncidentReport["rollback"]; lesson: LessonJson | null; onDone: () => void };

/** Writes a new version. Where somebody was quicker, both are shown, and saving again is on top of theirs. */
export function LessonForm({ rollback, lesson, onDone }: Props) {
  useFocusReturned();
  const id = useId();
  const client = useQueryClient();
  const [text, setText] = useState(lesson?.text ?? "");
  const [seen, setSeen] = useState(lesson);
  const [theirs, setTheirs] = useState<LessonJson | null>(null);
  const save = useMutation({
    mutationFn: () => {
      const body: LessonInput = { text, basedOn: seen?.version ?? 0 };
      return fetchJson<LessonJson>(`/api/v1/rollbacks/${encodeURIComponent(rollback.id)}/lesson`, { method: "PUT", body });
    },
    onSuccess: async () => {
      const stale = staleKeys({ kind: "rollback", rollbackId: rollback.id, botId: rollback.bot.id });
      await Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey })));
      onDone();
    },
    onError: (error) => {
      const newer = error instanceof Problem && error.code === "conflict" ? (error.body.lesson as LessonJson | null) : null;
      if (!newer) return;
      setTheirs(newer);
      setSeen(newer);
    },
  });

  return (
    <form
      aria-label="What we learned"
      className="mt-2 print:hidden"
      onSubmit={(event) => {
        event.preventDefault();
        if (!save.isPending) save.mutate();
      }}
      onKeyDown={({ key }) => key === "Escape" && text === (seen?.text ?? "") && onDone()}
    >
      {theirs && (
        <Notice tone="warn" className="mb-3">
          <p>
            {theirs.by} saved version {theirs.version} meanwhile. Yours is below and was not saved:
          </p>
          <p className="mt-2 border-l-2 border-warn-line pl-3 text-sm break-words whitespace-pre-wrap">{theirs.text}</p>
        </Notice>
      )}
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {theirs ? "Yours" : "What would have helped, and what will be different?"}
      </label>
      <textarea
        id={id}
        value={text}
        required
        autoFocus
        rows={6}
        maxLength={10_000}
        aria-describedby={`${id}-note`}
        onChange={({ target }) => setText(target.value)}
        className="block w-full rounded-md border border-edge bg-raised px-3 py-2 text-lg text-ink sm:text-base"
      />
      <p
        id={`${id}-note`}
        role={save.error && !theirs ? "alert" : undefined}
        className={`mt-1.5 text-sm ${save.error && !theirs ? "text-bad" : "text-ink-2"}`}
      >
        {save.error && !theirs ? save.error.message : "Every version is kept, with who wrote it."}
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button type="submit" off={save.isPending}>
          {save.isPending ? "Saving…" : theirs ? "Save mine as the newest" : "Save"}
        </Button>
        <Button look="quiet" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
