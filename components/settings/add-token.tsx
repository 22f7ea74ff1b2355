"use client";

import { useState } from "react";
import { queries } from "@/components/live/queries";
import { serverNow } from "@/components/time/server-clock";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import type { TokenJson } from "@/lib/access/schemas";
import { SCOPE_WORDS } from "./role-words";
import { SelectField } from "./select-field";
import { useAct } from "./use-act";

const DAY_MS = 24 * 60 * 60 * 1_000;
const LIVES = [
  ["30", "30 days"],
  ["90", "90 days"],
  ["365", "a year"],
  ["", "without an end"],
] as const;
const SCOPES = Object.keys(SCOPE_WORDS) as (keyof typeof SCOPE_WORDS)[];

type Props = { onMade: (made: { token: TokenJson; secret: string }) => void; onCancel: () => void };

export function AddToken({ onMade, onCancel }: Props) {
  const [scope, setScope] = useState<keyof typeof SCOPE_WORDS>("read");
  const [days, setDays] = useState<string>("90");
  const make = useAct<{ token: TokenJson; secret: string }>(queries.tokens().queryKey, onMade);
  return (
    <form
      aria-label="Make a token"
      className="mt-5 grid max-w-2xl gap-4 rounded-lg border border-line bg-raised p-4 sm:grid-cols-2"
      onKeyDown={({ key }) => key === "Escape" && onCancel()}
      onSubmit={(event) => {
        event.preventDefault();
        const name = new FormData(event.currentTarget).get("name");
        const expiresAt = days === "" ? null : new Date(serverNow() + Number(days) * DAY_MS).toISOString();
        if (!make.isPending) make.mutate({ path: "/tokens", body: { name, scope, expiresAt } });
      }}
    >
      <div className="sm:col-span-2">
        <Field
          label="Name"
          name="name"
          required
          maxLength={100}
          autoFocus
          autoComplete="off"
          hint="What uses it, such as nightly-report. It stands in the audit log."
        />
      </div>
      <SelectField
        label="Scope"
        value={scope}
        onChange={({ target }) => setScope(target.value as typeof scope)}
        hint={`May ${SCOPE_WORDS[scope]}.`}
      >
        {SCOPES.map((each) => (
          <option key={each}>{each}</option>
        ))}
      </SelectField>
      <SelectField label="Works for" value={days} onChange={({ target }) => setDays(target.value)} hint="It can be revoked at any time.">
        {LIVES.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </SelectField>
      {make.error && (
        <p role="alert" className="text-sm text-bad sm:col-span-2">
          {make.error.message}
        </p>
      )}
      <div className="flex flex-wrap gap-2 sm:col-span-2">
        <Button type="submit" look="ink" off={make.isPending}>
          {make.isPending ? "Making…" : "Make it, and show it"}
        </Button>
        <Button look="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
