"use client";

import { usePathname } from "next/navigation";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Command } from "@/components/ui/command";
import { ProblemScreen } from "@/components/ui/problem-screen";

/** A page that could not be read. On a bot's page it says what to type instead. */
export function PageFailed({ digest, retry }: { digest: string | undefined; retry: () => void }) {
  const command = undoCommand(usePathname());
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
      {command && (
        <div className="mt-5">
          <p className="mb-2 text-base">Cannot wait? This goes to the revision before, whether or not that one was good:</p>
          <Command>{command}</Command>
        </div>
      )}
      {digest && <p className="mt-4 text-sm text-ink-3">In the log: {digest}</p>}
    </ProblemScreen>
  );
}

function undoCommand(path: string): string | null {
  const [, bots, , namespace, kind, name] = path.split("/").map(decodeURIComponent);
  const safe = [namespace, kind, name].every((part) => part !== undefined && /^[a-z0-9][a-z0-9.-]*$/.test(part));
  return bots === "bots" && safe ? `kubectl -n ${namespace} rollout undo ${kind}/${name}` : null;
}
