"use client";

import { useRef, useState } from "react";
import { usePerson } from "@/components/frame/person-context";
import { TimeOfDay } from "@/components/time/time-of-day";
import { ACTION_CLASS } from "@/components/ui/action-class";
import { Card } from "@/components/ui/card";
import type { BotJson } from "@/lib/bots/schemas";
import { SupportNoteForm } from "./support-note-form";

/** The support note of a bot, on the bot's own page. Not there where there is none and one may not write it. */
export function SupportNoteCard({ bot: { id, supportNote: note } }: { bot: Pick<BotJson, "id" | "supportNote"> }) {
  const { mayWriteSupportNote } = usePerson();
  const [writing, setWriting] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    setWriting(false);
    opener.current?.focus();
  };
  if (!note && !mayWriteSupportNote) return null;

  return (
    <Card title="Support note">
      {note ? (
        <>
          <p className="break-words text-pretty">{note.text}</p>
          <p className="mt-1 text-sm text-ink-2">
            {note.by}, <TimeOfDay at={note.at} />
            {note.until !== null && (
              <>
                {" "}
                · shown until <TimeOfDay at={note.until} />
              </>
            )}
          </p>
        </>
      ) : (
        <p className="text-ink-2">Nothing is said to people who talk to customers.</p>
      )}
      {mayWriteSupportNote && (
        <button
          ref={opener}
          type="button"
          aria-expanded={writing}
          onClick={() => setWriting(!writing)}
          className={`${ACTION_CLASS} sm:mt-1.5`}
        >
          {note ? "Change the note…" : "Write a note…"}
        </button>
      )}
      {writing && <SupportNoteForm botId={id} note={note} onDone={close} />}
    </Card>
  );
}
