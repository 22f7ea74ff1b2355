"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { ProblemScreen } from "@/components/ui/problem-screen";

type Kind = "bot" | "rollback" | "difference";

/** What a page is about is not there: which kind of thing, what it was called, why that may be, and where to look instead. */
export function NotThere({ kind }: { kind: Kind }) {
  const parts = usePathname().split("/").map(read);
  const { title, words, search } = WORDS[kind](parts);
  return (
    <ProblemScreen
      title={title}
      action={
        <>
          {search !== null && <ButtonLink href={`/?q=${encodeURIComponent(search)}`}>Search the fleet for {search}</ButtonLink>}
          <ButtonLink href="/" look={search === null ? "plain" : "quiet"}>
            Go to the fleet
          </ButtonLink>
        </>
      }
    >
      {words} Nothing was changed.
    </ProblemScreen>
  );
}

const WORDS: Record<Kind, (parts: string[]) => { title: string; words: ReactNode; search: string | null }> = {
  bot: ([, , environment = "", namespace = "", kind = "", name = ""]) => ({
    title: `There is no bot ${name}.`,
    words: (
      <>
        Lastgood never saw a {kind} of that name in the namespace <code className="version">{namespace}</code> of{" "}
        <code className="version">{environment}</code>. It may be in another one, or the address is not whole. A bot that was deleted keeps
        its page.
      </>
    ),
    search: name === "" ? null : name.slice(0, 60),
  }),
  rollback: ([, , id = ""]) => ({
    title: "There is no such rollback.",
    words: (
      <>
        None has the id <code className="version break-all">{id.slice(0, 60)}</code>: the address is not whole, or it is from another
        Lastgood. Rollbacks are never deleted; a bot’s page lists its own.
      </>
    ),
    search: null,
  }),
  difference: () => ({
    title: "These two releases cannot be compared.",
    words:
      "One of them is not there, or they are of different bots: the address is not whole, or it is from another Lastgood. A bot’s page lets you pick two of its own.",
    search: null,
  }),
};

function read(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
