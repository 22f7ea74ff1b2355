"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { usePerson } from "@/components/frame/person-context";
import { queries } from "@/components/live/queries";
import { Moment } from "@/components/time/moment";
import { ACTION_CLASS } from "@/components/ui/action-class";
import type { IncidentReport, LessonJson } from "@/lib/rollbacks/report/schemas";
import { LessonForm } from "./lesson-form";

type Props = { rollback: IncidentReport["rollback"]; lesson: LessonJson | null };

/** What was learned, in its newest version; the former ones are one tap away. */
export function LessonPart({ rollback, lesson }: Props) {
  const { mayRollBack } = usePerson();
  const [writing, setWriting] = useState(false);
  const [former, setFormer] = useState(false);
  const act = (words: string, isOpen: boolean, onPress: () => void) => (
    <button type="button" aria-expanded={isOpen} onClick={onPress} className={`${ACTION_CLASS} print:hidden`}>
      {words}
    </button>
  );

  return (
    <>
      {lesson ? (
        <Lesson lesson={lesson} />
      ) : (
        <p className="text-ink-2">
          Nobody has written it yet. {mayRollBack ? "A sentence is enough." : "An operator or a lead can: ask one of them."}
        </p>
      )}
      <div className="flex flex-wrap gap-x-5">
        {mayRollBack && act(lesson ? "Change it…" : "Write it…", writing, () => setWriting(!writing))}
        {lesson && lesson.version > 1 && act("Former versions", former, () => setFormer(!former))}
      </div>
      {writing && <LessonForm rollback={rollback} lesson={lesson} onDone={() => setWriting(false)} />}
      {former && lesson && <FormerLessons rollbackId={rollback.id} newest={lesson.version} />}
    </>
  );
}

function Lesson({ lesson: { version, text, by, at } }: { lesson: LessonJson }) {
  return (
    <div>
      <p className="break-words whitespace-pre-wrap">{text}</p>
      <p className="mt-1 text-xs text-ink-2">
        Version {version}, {by}, <Moment at={at} />
      </p>
    </div>
  );
}

function FormerLessons({ rollbackId, newest }: { rollbackId: string; newest: number }) {
  const { data, error } = useQuery(queries.lessons(rollbackId));
  if (error && !data) return <p className="text-sm text-bad">The former versions could not be read: {error.message}</p>;
  return (
    <ol aria-label="Former versions" aria-busy={!data} className="mt-2 grid gap-3 border-l-2 border-line-2 pl-3 text-sm print:hidden">
      {data?.items
        .filter(({ version }) => version < newest)
        .map((lesson) => (
          <li key={lesson.version}>
            <Lesson lesson={lesson} />
          </li>
        ))}
    </ol>
  );
}
