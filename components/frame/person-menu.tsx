"use client";

import Link from "next/link";
import { DropdownMenu } from "radix-ui";
import { pagesFor } from "./pages";
import { usePerson } from "./person-context";
import { PERSON_BUTTON_CLASS, PersonFace } from "./person-face";

const ITEM = "flex min-h-11 cursor-pointer items-center rounded-sm px-3 outline-none data-[highlighted]:bg-sunk sm:min-h-9";

async function leave(): Promise<void> {
  const { signOut } = await import("next-auth/react");
  await signOut({ callbackUrl: "/sign-in" });
}

/** Who I am, where else I can go, and the way out; open from the start, because it comes when its button was pressed. */
export function PersonMenu() {
  const person = usePerson();
  const { name, role } = person;

  return (
    <DropdownMenu.Root modal={false} defaultOpen>
      <DropdownMenu.Trigger aria-label={`${name}, ${role}: account`} className={PERSON_BUTTON_CLASS}>
        <PersonFace name={name} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={12}
          className="z-30 min-w-52 rounded-lg border border-line bg-raised p-1.5 shadow-layer"
        >
          <DropdownMenu.Label className="px-3 pt-1.5 pb-2">
            <span className="block font-title">{name}</span>
            <span className="block text-xs text-ink-2">{role}</span>
          </DropdownMenu.Label>
          <DropdownMenu.Separator className="my-1 h-px bg-line" />
          {pagesFor(person).map(({ href, title }) => (
            <DropdownMenu.Item key={href} asChild className={`${ITEM} sm:hidden`}>
              <Link href={href}>{title}</Link>
            </DropdownMenu.Item>
          ))}
          <DropdownMenu.Separator className="my-1 h-px bg-line sm:hidden" />
          <DropdownMenu.Item className={ITEM} onSelect={() => void leave()}>
            Sign out
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
