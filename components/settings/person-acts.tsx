"use client";

import { useState } from "react";
import { queries } from "@/components/live/queries";
import { Button } from "@/components/ui/button";
import type { UserJson } from "@/lib/access/schemas";
import { ROLES, type Role } from "@/lib/access/types";
import { ROLE_WORDS } from "./role-words";
import { SelectField } from "./select-field";
import { useAct } from "./use-act";

type Props = { person: UserJson; isOneself: boolean; isLastAdmin: boolean; onPassword: (password: string) => void; onDone: () => void };
type Answer = { generatedPassword?: string | null };

/** Another role, a new password, no way in: each says what comes of it before it is pressed. */
export function PersonActs({ person: { id, name, role, disabledAt }, isOneself, isLastAdmin, onPassword, onDone }: Props) {
  const [wanted, setWanted] = useState<Role>(role);
  const act = useAct<Answer>(queries.users().queryKey, ({ generatedPassword }) => {
    if (generatedPassword) onPassword(generatedPassword);
    onDone();
  });
  const send = (what: string, body?: object) => act.mutate({ path: `/users/${encodeURIComponent(id)}/${what}`, ...(body && { body }) });
  const kept = isOneself
    ? "Not your own: another admin can."
    : isLastAdmin
      ? "Not of the last admin: make somebody else admin first."
      : null;

  return (
    <div
      role="group"
      aria-label={`Change ${name}`}
      className="mt-2 mb-1 grid max-w-2xl gap-4 rounded-lg border border-line bg-raised p-4"
      onKeyDown={({ key }) => key === "Escape" && onDone()}
    >
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-56">
          <SelectField
            label="Role"
            value={wanted}
            disabled={kept !== null}
            onChange={({ target }) => setWanted(target.value as Role)}
            hint={kept ?? `May ${ROLE_WORDS[wanted]}. Changing it ends their sessions.`}
          >
            {ROLES.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </SelectField>
        </div>
        {wanted !== role && (
          <Button className="sm:mt-6.5" off={act.isPending} onClick={() => send("role", { role: wanted })}>
            Make {name} {wanted}
          </Button>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <Button off={act.isPending} onClick={() => send("reset-password")}>
          Set a new password
        </Button>
        <span className="text-sm text-ink-2">
          It is shown once, and {isOneself ? "all your sessions end: you sign in again with it" : "all their sessions end"}.
        </span>
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        {disabledAt === null ? (
          <Button off={act.isPending || kept !== null} aria-describedby={`disable-${id}`} onClick={() => send("disable")}>
            Disable {name}
          </Button>
        ) : (
          <Button off={act.isPending} aria-describedby={`disable-${id}`} onClick={() => send("enable")}>
            Let {name} in again
          </Button>
        )}
        <span id={`disable-${id}`} className="text-sm text-ink-2">
          {disabledAt !== null
            ? "With the password and the role from before."
            : (kept ?? "Ends their sessions; what they did stays on the record. It can be taken back.")}
        </span>
      </div>
      {act.error && (
        <p role="alert" className="text-sm text-bad">
          {act.error.message}
        </p>
      )}
    </div>
  );
}
