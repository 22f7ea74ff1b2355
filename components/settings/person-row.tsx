"use client";

import { useRef, useState } from "react";
import { Moment } from "@/components/time/moment";
import { ACTION_CLASS } from "@/components/ui/action-class";
import { Tag } from "@/components/ui/tag";
import type { UserJson } from "@/lib/access/schemas";
import { PersonActs } from "./person-acts";

type Props = { person: UserJson; isOneself: boolean; isLastAdmin: boolean; onPassword: (password: string) => void };

/** One person; opened, what can be changed about them. */
export function PersonRow({ person, isOneself, isLastAdmin, onPassword }: Props) {
  const { name, email, role, lastSignedInAt, disabledAt } = person;
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    opener.current?.focus();
  };
  return (
    <li className="border-b border-line py-2.5" data-person={email}>
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-5 sm:grid-cols-[minmax(0,1fr)_7rem_minmax(0,15rem)_auto]">
        <div className="min-w-0">
          <span className="font-title break-words">{name}</span>
          {isOneself && <span className="text-ink-2"> · you</span>} {disabledAt !== null && <Tag tone="warn">disabled</Tag>}
          <span className="block text-sm break-all text-ink-2">{email}</span>
        </div>
        <span className="max-sm:order-1 max-sm:text-sm max-sm:text-ink-2">{role}</span>
        <span className="text-sm text-ink-2 max-sm:order-2 max-sm:text-right">
          {lastSignedInAt === null ? "not seen yet" : <Moment at={lastSignedInAt} />}
        </span>
        <button
          ref={opener}
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className={`${ACTION_CLASS} justify-self-end`}
        >
          Change…<span className="sr-only"> {name}</span>
        </button>
      </div>
      {open && <PersonActs person={person} isOneself={isOneself} isLastAdmin={isLastAdmin} onPassword={onPassword} onDone={close} />}
    </li>
  );
}
