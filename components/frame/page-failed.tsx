"use client";

import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";
import { fetchJson } from "@/components/live/fetch-json";
import { Problem } from "@/components/live/problem";
import { BreakGlass } from "@/components/rollbacks/break-glass";
import { commandsIn } from "@/components/rollbacks/commands-in";
import type { BreakGlass as Given } from "@/lib/rollbacks/spool/schemas";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Command } from "@/components/ui/command";
import { ProblemScreen } from "@/components/ui/problem-screen";

/** A page that could not be read. On a bot's page it says what to type instead: with the database gone, for whoever may roll back, what a rollback would do. */
export function PageFailed({ digest, retry }: { digest: string | undefined; retry: () => void }) {
  const path = usePathname();
  const command = undoCommand(path);
  const given = useCommands(path);
  return (
    <ProblemScreen
      title="This page could not be read."
      action={
        <>
          <Button onClick={retry}>Try again</Button>
          <ButtonLink href="/" look="quiet">
            Go to the fleet
          </ButtonLink>
        </>
      }
    >
      <p>Lastgood or its database did not answer. Nothing was changed, and a rollback that runs goes on.</p>
      {given && <BreakGlass given={given} />}
      {command && !given?.script && (
        <div className="mt-5">
          <p className="mb-2 text-base">Cannot wait? This goes to the revision before, whether or not that one was good:</p>
          <Command>{command}</Command>
        </div>
      )}
      {digest && <p className="mt-4 text-sm text-ink-3">In the log: {digest}</p>}
    </ProblemScreen>
  );
}

/** null until they are there, and where there are none. */
function useCommands(path: string): Given | null {
  const [given, setGiven] = useState<Given | null>(null);
  useEffect(() => {
    const [, bots, environment = "", namespace = "", kind = "", name = ""] = path.split("/").map(decodeURIComponent);
    if (bots !== "bots") return;
    const stop = new AbortController();
    const query = new URLSearchParams({ environment, namespace, kind, name });
    fetchJson(`/api/v1/break-glass?${query}`, { signal: stop.signal }).catch(
      (error: unknown) => error instanceof Problem && setGiven(commandsIn(error)),
    );
    return () => stop.abort();
  }, [path]);
  return given;
}

function undoCommand(path: string): string | null {
  const [, bots, , namespace, kind, name] = path.split("/").map(decodeURIComponent);
  const safe = [namespace, kind, name].every((part) => part !== undefined && /^[a-z0-9][a-z0-9.-]*$/.test(part));
  return bots === "bots" && safe ? `kubectl -n ${namespace} rollout undo ${kind}/${name}` : null;
}
