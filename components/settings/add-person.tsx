"use client";

import { useState } from "react";
import { queries } from "@/components/live/queries";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import type { UserJson } from "@/lib/access/schemas";
import { ROLES, type Role } from "@/lib/access/types";
import { ROLE_WORDS } from "./role-words";
import { SelectField } from "./select-field";
import { useAct } from "./use-act";

type Added = { user: UserJson; generatedPassword: string | null };

export function AddPerson({ onAdded, onCancel }: { onAdded: (name: string, password: string) => void; onCancel: () => void }) {
  const [role, setRole] = useState<Role>("viewer");
  const add = useAct<Added>(queries.users().queryKey, ({ user, generatedPassword }) => onAdded(user.name, generatedPassword ?? ""));
  return (
    <form
      aria-label="Add a person"
      className="mt-5 grid max-w-2xl gap-4 rounded-lg border border-line bg-raised p-4 sm:grid-cols-2"
      onKeyDown={({ key }) => key === "Escape" && onCancel()}
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        if (!add.isPending) add.mutate({ path: "/users", body: { name: form.get("name"), email: form.get("email"), role } });
      }}
    >
      <Field label="Name" name="name" required maxLength={100} autoFocus autoComplete="off" hint="Shown beside what they do." />
      <Field
        label="E-mail"
        name="email"
        type="email"
        required
        maxLength={254}
        autoComplete="off"
        autoCapitalize="none"
        hint="They sign in with it."
      />
      <div className="sm:col-span-2">
        <SelectField label="Role" value={role} onChange={({ target }) => setRole(target.value as Role)} hint={`May ${ROLE_WORDS[role]}.`}>
          {ROLES.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </SelectField>
      </div>
      {add.error && (
        <p role="alert" className="text-sm text-bad sm:col-span-2">
          {add.error.message}
        </p>
      )}
      <div className="flex flex-wrap gap-2 sm:col-span-2">
        <Button type="submit" look="ink" off={add.isPending}>
          {add.isPending ? "Adding…" : "Add, and show the password"}
        </Button>
        <Button look="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
