"use client";

import { useState } from "react";
import { usePerson } from "@/components/frame/person-context";
import { ACTION_CLASS } from "@/components/ui/action-class";
import type { RollbackJson } from "@/lib/rollbacks/schemas";
import { RUN_ACTS, RunForm, type RunAct } from "./run-form";

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
          <button
            key={one}
            type="button"
            aria-expanded={open === one}
            onClick={() => setAct(open === one ? null : one)}
            className={ACTION_CLASS}
          >
            {RUN_ACTS[one].opener(run)}
          </button>
        ))}
      </div>
      {open !== null && <RunForm key={open} run={run} act={open} onDone={() => setAct(null)} />}
    </>
  );
}
