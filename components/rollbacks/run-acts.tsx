"use client";

import { useState } from "react";
import { usePerson } from "@/components/frame/person-context";
import type { RollbackJson } from "@/lib/rollbacks/schemas";
import { RUN_ACTS, RunForm, type RunAct } from "./run-form";

const ACTION =
  "inline-flex min-h-11 items-center text-sm whitespace-nowrap text-ink-2 underline decoration-line-2 underline-offset-4 hover:text-ink hover:decoration-ink sm:min-h-6";

/** What can be done about a run beside waiting for it; each opens a form that says what it does. */
export function RunActs({ run }: { run: RollbackJson }) {
  const { mayRollBack } = usePerson();
  const [act, setAct] = useState<RunAct | null>(null);
  if (!mayRollBack) return null;
  const acts = (Object.keys(RUN_ACTS) as RunAct[]).filter((one) => run.active || !RUN_ACTS[one].activeOnly);
  const open = act !== null && acts.includes(act) ? act : null;

  return (
    <>
      <div className="mt-1 flex flex-wrap gap-x-5">
        {acts.map((one) => (
          <button key={one} type="button" aria-expanded={open === one} onClick={() => setAct(open === one ? null : one)} className={ACTION}>
            {RUN_ACTS[one].opener(run)}
          </button>
        ))}
      </div>
      {open !== null && <RunForm key={open} run={run} act={open} onDone={() => setAct(null)} />}
    </>
  );
}
