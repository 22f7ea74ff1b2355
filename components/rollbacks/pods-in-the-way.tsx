"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { usePerson } from "@/components/frame/person-context";
import { fetchJson } from "@/components/live/fetch-json";
import { staleKeys } from "@/components/live/stale-keys";
import { Button } from "@/components/ui/button";
import { Command } from "@/components/ui/command";
import { Notice } from "@/components/ui/notice";
import type { DeletedPods, DeletePodsInput } from "@/lib/rollbacks/act-schemas";
import type { RollbackJson } from "@/lib/rollbacks/schemas";

/** What only somebody's hand replaces: the exact pods, deleted after a confirmation of its own. */
export function PodsInTheWay({ run }: { run: RollbackJson }) {
  const { mayRollBack } = usePerson();
  const [open, setOpen] = useState(false);
  const [kept, setKept] = useState<DeletedPods["kept"]>([]);
  const { inTheWay } = run;
  if (!inTheWay) return null;
  const close = (left: DeletedPods["kept"]) => {
    setKept(left);
    setOpen(false);
  };

  return (
    <section aria-label="Pods in the way" className="mt-4 mb-3 rounded-lg border border-warn-line bg-warn-wash p-3.5">
      {open ? (
        <Confirm key={inTheWay.pods.map(({ uid }) => uid).join()} run={run} inTheWay={inTheWay} onDone={close} />
      ) : (
        mayRollBack && (
          <Button look="ink" className="w-full sm:w-auto" onClick={() => setOpen(true)}>
            Delete {podsInWords(inTheWay.pods)}…
          </Button>
        )
      )}
      {kept.length > 0 && (
        <Notice className="mt-3">
          {kept.map(({ name, sentence }) => (
            <p key={name}>{sentence}</p>
          ))}
        </Notice>
      )}
      <details className="group mt-1.5">
        <summary className="inline-flex min-h-11 items-center gap-1.5 rounded-sm text-sm text-ink-2 hover:text-ink sm:min-h-8">
          <span aria-hidden className="transition-transform group-open:rotate-90">
            ›
          </span>
          Or by hand
        </summary>
        <Command>{inTheWay.command}</Command>
      </details>
    </section>
  );
}

type Pods = NonNullable<RollbackJson["inTheWay"]>["pods"];
type ConfirmProps = { run: RollbackJson; inTheWay: { pods: Pods }; onDone: (kept: DeletedPods["kept"]) => void };

function Confirm({ run, inTheWay: { pods }, onDone }: ConfirmProps) {
  const client = useQueryClient();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const chosen = pods.filter(({ uid }) => !left.has(uid));
  const body: DeletePodsInput = { pods: chosen.map(({ name, uid }) => ({ name, uid })) };
  const path = `/api/v1/rollbacks/${encodeURIComponent(run.id)}/pods-in-the-way/delete`;
  const remove = useMutation({
    mutationFn: () => fetchJson<DeletedPods>(path, { method: "POST", body }),
    onSuccess: ({ kept }) => {
      for (const queryKey of staleKeys({ kind: "rollback", rollbackId: run.id, botId: run.bot.id }))
        void client.invalidateQueries({ queryKey });
      onDone(kept);
    },
  });
  const toggle = (uid: string) => setLeft(new Set(left.has(uid) ? [...left].filter((one) => one !== uid) : [...left, uid]));

  return (
    <form
      aria-label="Delete pods"
      onSubmit={(event) => {
        event.preventDefault();
        if (!remove.isPending && chosen.length > 0) remove.mutate();
      }}
      onKeyDown={({ key }) => key === "Escape" && onDone([])}
    >
      <p className="text-pretty">{meaning(run, pods, chosen)}</p>
      {pods.length > 1 && (
        <ul className="mt-2">
          {pods.map(({ name, uid }) => (
            <li key={uid}>
              <label className="flex min-h-11 items-center gap-3 sm:min-h-8">
                <input
                  type="checkbox"
                  checked={!left.has(uid)}
                  onChange={() => toggle(uid)}
                  className="size-5 flex-none accent-ink sm:size-4"
                />
                <span className="version min-w-0 break-all">{name}</span>
              </label>
            </li>
          ))}
        </ul>
      )}
      {remove.error && (
        <p role="alert" className="mt-2 text-sm text-bad">
          {remove.error.message}
        </p>
      )}
      <div className="mt-3 flex flex-wrap gap-2">
        <Button
          type="submit"
          look="bad"
          // The second click of a double click on the button that was here before is not a confirmation.
          onClick={(event) => event.detail > 1 && event.preventDefault()}
          off={remove.isPending || chosen.length === 0}
          className="max-sm:flex-1"
        >
          {remove.isPending ? "Deleting…" : `Delete ${podsInWords(chosen)}`}
        </Button>
        <Button look="quiet" autoFocus onClick={() => onDone([])}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

function meaning({ to }: RollbackJson, pods: Pods, chosen: Pods): string {
  const one = chosen.length === 1;
  const anew = `made anew with ${to.version}`;
  if (pods.some(({ because }) => because === "stuck")) {
    const [it, does, is] = one ? ["It", "does", "is"] : ["They", "do", "are"];
    return `${it} ${does} not come up. Deleted, ${it.toLowerCase()} ${is} ${anew}. What has changed by then is left alone.`;
  }
  if (one) return `It stops, and is ${anew}.`;
  return `They stop at once, and are ${anew}. To keep some running meanwhile, untick them.`;
}

function podsInWords([first, ...others]: Pods): string {
  if (!first) return "pods";
  return others.length === 0 ? `pod ${first.name}` : `${others.length + 1} pods`;
}
