"use client";

import { useMutation } from "@tanstack/react-query";
import { fetchJson } from "@/components/live/fetch-json";
import { ACTION_CLASS } from "@/components/ui/action-class";
import type { PlanCommands as Given, PlanJson } from "@/lib/rollbacks/schemas";
import { CommandList } from "./command-list";

/** The same plan for a terminal. It is asked for by hand, because the audit log has who took it. */
export function PlanCommands({ plan: { id } }: { plan: PlanJson }) {
  const take = useMutation({
    mutationFn: () => fetchJson<Given>(`/api/v1/rollback-plans/${encodeURIComponent(id)}/commands`, { method: "POST", body: {} }),
  });
  const { data: given } = take;
  return (
    <section aria-label="As commands" className="mt-4">
      <button
        type="button"
        aria-expanded={given !== undefined}
        title="Who takes them is in the audit log"
        onClick={() => (given ? take.reset() : !take.isPending && take.mutate())}
        className={ACTION_CLASS}
      >
        {given ? "Hide the commands" : take.isPending ? "Asking the cluster…" : "Show as commands"}
      </button>
      {take.error && (
        <p role="alert" className="mt-1 text-sm text-bad">
          {take.error.message}
        </p>
      )}
      {given && (
        <>
          <p className="mt-2 text-ink-2">{given.sentence}</p>
          <CommandList {...given} />
        </>
      )}
    </section>
  );
}
