"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { fetchJson } from "@/components/live/fetch-json";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

const ALL = "*";

/** Which namespaces hold bots: the choice of the first admin. */
export function NamespacesForm({ namespaces, chosen }: { namespaces: string[]; chosen: string[] | null }) {
  const client = useQueryClient();
  const router = useRouter();
  const [picked, setPicked] = useState(() => new Set(chosen ?? []));
  const all = picked.has(ALL);
  const gone = [...picked].filter((name) => name !== ALL && !namespaces.includes(name));
  const save = useMutation({
    mutationFn: () => fetchJson("/api/v1/namespaces", { method: "PUT", body: { namespaces: all ? [ALL] : [...picked] } }),
    onSuccess: async () => {
      await client.invalidateQueries();
      router.push("/");
    },
  });
  const toggle = (name: string) => {
    const next = new Set(picked);
    if (!next.delete(name)) next.add(name);
    setPicked(next);
  };

  return (
    <form
      className="mt-6 max-w-xl"
      onSubmit={(event) => {
        event.preventDefault();
        if (picked.size > 0 && !save.isPending) save.mutate();
      }}
    >
      <fieldset className="rounded-lg border border-line bg-raised p-1.5">
        <legend className="sr-only">Namespaces that hold bots</legend>
        <Choice name={ALL} words="All of them, but the system ones" checked={all} onToggle={() => toggle(ALL)} />
        <div className="my-1.5 h-px bg-line" />
        {[...namespaces, ...gone].map((name) => (
          <Choice
            key={name}
            name={name}
            note={gone.includes(name) ? "not in the cluster" : undefined}
            checked={all || picked.has(name)}
            off={all}
            onToggle={() => toggle(name)}
          />
        ))}
      </fieldset>
      {save.error && (
        <Notice tone="bad" className="mt-4">
          {save.error.message}
        </Notice>
      )}
      <div className="mt-4 flex flex-wrap items-center gap-3">
        <Button
          type="submit"
          look="ink"
          off={picked.size === 0 || save.isPending}
          aria-describedby={picked.size === 0 ? "none-picked" : undefined}
        >
          {save.isPending
            ? "Saving…"
            : all
              ? "Look in all of them"
              : picked.size === 1
                ? "Look in this one"
                : `Look in these${picked.size > 1 ? ` ${picked.size}` : ""}`}
        </Button>
        {picked.size === 0 && (
          <p id="none-picked" className="text-sm text-ink-2">
            Choose at least one.
          </p>
        )}
      </div>
    </form>
  );
}

type ChoiceProps = { name: string; words?: string; note?: string | undefined; checked: boolean; off?: boolean; onToggle: () => void };

function Choice({ name, words, note, checked, off = false, onToggle }: ChoiceProps) {
  return (
    <label
      className={`flex min-h-11 items-center gap-3 rounded-md px-3 hover:bg-sunk has-focus-visible:outline-2 has-focus-visible:outline-accent sm:min-h-9 ${off ? "text-ink-2" : ""}`}
    >
      <input
        type="checkbox"
        checked={checked}
        disabled={off}
        onChange={onToggle}
        className="size-4 flex-none accent-ink focus-visible:outline-none"
      />
      <span className={`min-w-0 break-all ${words ? "" : "version"}`}>{words ?? name}</span>
      {note && <span className="text-xs text-warn">{note}</span>}
    </label>
  );
}
