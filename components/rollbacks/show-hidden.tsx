"use client";

import { useContext, useEffect, useState } from "react";
import { usePerson } from "@/components/frame/person-context";
import { fetchJson } from "@/components/live/fetch-json";
import type { RevealInput, Revealed } from "@/lib/bots/schemas";
import { Compared } from "./compared";

const SHOWN_FOR_MS = 60_000;

type Props = { side: "from" | "to"; place: RevealInput; words: string; about: string };

/** Shows a hidden value to who may see it, for a minute; the audit log has who asked. The value is kept nowhere. */
export function ShowHidden({ side, place, words, about }: Props) {
  const { mayReveal } = usePerson();
  const release = useContext(Compared)?.[side];
  const [value, setValue] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    if (value === null) return;
    const timer = setTimeout(() => setValue(null), SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [value]);

  if (!mayReveal || !release) return null;
  const show = async () => {
    setProblem(null);
    const path = `/api/v1/releases/${encodeURIComponent(release.id)}/reveal`;
    const answer = await fetchJson<Revealed>(path, { method: "POST", body: place }).catch((error: Error) => error);
    if (answer instanceof Error) setProblem(answer.message);
    else setValue(answer.value);
  };

  return (
    <span className="font-sans">
      <button
        type="button"
        aria-expanded={value !== null}
        title="Who looks is in the audit log"
        onClick={() => (value === null ? void show() : setValue(null))}
        className="-my-3 inline-flex min-h-11 items-center rounded-sm px-1 text-xs text-ink-2 underline underline-offset-2 hover:text-ink sm:-my-1 sm:min-h-6"
      >
        {value === null ? words : "Hide"}
        <span className="sr-only"> {about}</span>
      </button>
      {problem && (
        <span role="alert" className="block text-sm text-bad">
          {problem}
        </span>
      )}
      {value !== null && (
        <output className="mt-1 mb-1.5 block max-h-80 overflow-auto rounded-sm border border-line bg-raised px-2 py-1 font-mono break-words whitespace-pre-wrap text-ink">
          {value === "" ? "(empty)" : value}
        </output>
      )}
    </span>
  );
}
