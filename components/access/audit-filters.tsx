"use client";

import { useQuery } from "@tanstack/react-query";
import { useId, useState, type ComponentProps, type ReactNode } from "react";
import { queries } from "@/components/live/queries";
import { ACTION_CLASS } from "@/components/ui/action-class";
import { auditPath, isFiltered, type AuditAsk } from "./audit-ask";
import { deedWords } from "./deed-words";

/** What stands before the dot of an action, and what it is called. */
const KINDS: [string, string][] = [
  ["rollback", "Rollbacks"],
  ["release", "Releases: marks, hidden values"],
  ["hold", "Holds"],
  ["session", "Sign-ins"],
  ["user", "People"],
  ["token", "Tokens"],
  ["namespaces", "Namespaces"],
  ["audit", "Exports of this log"],
];
const CONTROL = "block min-h-11 w-full min-w-0 rounded-md border border-edge bg-raised px-2.5 text-base text-ink sm:min-h-9";

/** Who, what, which bot, from when to when. Each change is a new address. */
export function AuditFilters({ ask }: { ask: AuditAsk }) {
  const { data } = useQuery(queries.fleet());
  const filtered = isFiltered(ask);
  const change = (part: AuditAsk) => {
    const next = Object.fromEntries(Object.entries({ ...ask, ...part }).filter(([, value]) => value !== ""));
    window.history.replaceState(null, "", auditPath(next));
  };
  const known = KINDS.some(([kind]) => kind === ask.action);

  return (
    <form
      role="search"
      aria-label="Filter the audit log"
      onSubmit={(event) => event.preventDefault()}
      className="mt-5 grid grid-cols-2 items-end gap-2.5 sm:grid-cols-[9rem_12rem_minmax(0,14rem)_9.5rem_9.5rem_auto]"
    >
      <Who key={ask.actor ?? ""} value={ask.actor ?? ""} onChange={(actor) => change({ actor })} />
      <Choice label="What" value={ask.action ?? ""} onChange={({ target }) => change({ action: target.value })}>
        <option value="">everything</option>
        {KINDS.map(([kind, words]) => (
          <option key={kind} value={kind}>
            {words}
          </option>
        ))}
        {ask.action && !known && <option value={ask.action}>{deedWords({ action: ask.action, subject: "…" })}</option>}
      </Choice>
      <div className="max-sm:col-span-2">
        <Choice label="Bot" value={ask.botId ?? ""} onChange={({ target }) => change({ botId: target.value })}>
          <option value="">every bot, and what is none</option>
          {ask.botId && !data?.items.some(({ id }) => id === ask.botId) && <option value={ask.botId}>one that is gone</option>}
          {data?.items.map(({ id, title, environment }) => (
            <option key={id} value={id}>
              {title} · {environment.title}
            </option>
          ))}
        </Choice>
      </div>
      <Day label="From" value={ask.from ?? ""} max={ask.to} onChange={({ target }) => change({ from: target.value })} />
      <Day label="To" value={ask.to ?? ""} min={ask.from} onChange={({ target }) => change({ to: target.value })} />
      {filtered && (
        <button type="button" className={`${ACTION_CLASS} sm:min-h-9`} onClick={() => window.history.replaceState(null, "", "/audit")}>
          Show everything
        </button>
      )}
    </form>
  );
}

/** Takes what was typed when one leaves the field or presses Enter: a name is asked for once, not letter by letter. */
function Who({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [typed, setTyped] = useState(value);
  const id = useId();
  const take = () => typed.trim() !== value && onChange(typed.trim());
  return (
    <Labelled label="Who" id={id}>
      <input
        id={id}
        value={typed}
        maxLength={64}
        placeholder="anybody"
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={take}
        onKeyDown={({ key }) => key === "Enter" && take()}
        className={`${CONTROL} placeholder:text-ink-2`}
      />
    </Labelled>
  );
}

function Choice({ label, ...select }: ComponentProps<"select"> & { label: string }) {
  const id = useId();
  return (
    <Labelled label={label} id={id}>
      <select {...select} id={id} className={CONTROL} />
    </Labelled>
  );
}

function Day({ label, ...input }: ComponentProps<"input"> & { label: string }) {
  const id = useId();
  return (
    <Labelled label={label} id={id}>
      <input {...input} id={id} type="date" className={CONTROL} />
    </Labelled>
  );
}

function Labelled({ label, id, children }: { label: string; id: string; children: ReactNode }) {
  return (
    <div className="min-w-0 text-xs text-ink-2">
      <label htmlFor={id} className="mb-1 block">
        {label}
      </label>
      {children}
    </div>
  );
}
