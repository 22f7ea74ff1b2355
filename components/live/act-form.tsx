"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ComponentProps } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { useFocusReturned } from "@/components/ui/use-focus-returned";
import { fetchJson } from "./fetch-json";
import { staleKeys, type Change } from "./stale-keys";

type Act = {
  label: string;
  hint: string;
  button: string;
  /** What the form is called, where the button alone does not say it. */
  name?: string;
  /** Answer that stands there to begin with. */
  value?: string;
  input?: ComponentProps<"input">;
  method?: "PATCH" | "POST";
  /** Below `/api/v1`. */
  path: string;
  body: (value: string) => object;
  /** What is to be read again afterwards. */
  change: Change;
  onDone: () => void;
  className?: string;
};

/** One act that needs one answer, such as why; Escape takes it away. */
export function ActForm({ label, hint, button, name = button, method = "POST", path, body, change, onDone, ...rest }: Act) {
  useFocusReturned();
  const client = useQueryClient();
  const [value, setValue] = useState(rest.value ?? "");
  const act = useMutation({
    mutationFn: () => fetchJson(`/api/v1${path}`, { method, body: body(value) }),
    onSuccess: () => {
      for (const queryKey of staleKeys(change)) void client.invalidateQueries({ queryKey });
      onDone();
    },
  });

  return (
    <form
      aria-label={name}
      className={`rounded-lg border border-line bg-raised p-3.5 ${rest.className ?? "mt-2"}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (!act.isPending) act.mutate();
      }}
      onKeyDown={({ key }) => key === "Escape" && onDone()}
    >
      <Field
        {...(rest.input ?? { maxLength: 500 })}
        label={label}
        hint={hint}
        error={act.error?.message ?? null}
        value={value}
        required
        autoFocus
        onChange={({ target }) => setValue(target.value)}
      />
      <div className="mt-3 flex flex-wrap gap-2">
        <Button type="submit" off={act.isPending}>
          {act.isPending ? "Saving…" : button}
        </Button>
        <Button look="quiet" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
