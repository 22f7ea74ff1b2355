"use client";

import Link from "next/link";
import { DropdownMenu } from "radix-ui";
import { usePerson } from "./person-context";

const ITEM = "flex min-h-11 cursor-pointer items-center rounded-sm px-3 outline-none data-[highlighted]:bg-sunk sm:min-h-9";

async function leave(): Promise<void> {
  const { signOut } = await import("next-auth/react");
  await signOut({ callbackUrl: "/sign-in" });
}

/** Who I am, where else I can go, and the way out. */
export function PersonMenu() {
  const { name, role, mayReadAudit, mayReadInsights } = usePerson();

  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        aria-label={`${name}, ${role}: account`}
        className="-mr-2 grid size-11 place-items-center rounded-full focus-visible:rounded-full sm:-mr-1 sm:size-9"
      >
        <span className="grid size-7 place-items-center rounded-full border border-line-2 bg-sunk text-sm font-title uppercase">
          {name.slice(0, 1)}
        </span>
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
          <DropdownMenu.Item asChild className={`${ITEM} sm:hidden`}>
            <Link href="/">Fleet</Link>
          </DropdownMenu.Item>
          <DropdownMenu.Item asChild className={`${ITEM} sm:hidden`}>
            <Link href="/status">Status</Link>
          </DropdownMenu.Item>
          {mayReadInsights && (
            <DropdownMenu.Item asChild className={`${ITEM} sm:hidden`}>
              <Link href="/insights">Insights</Link>
            </DropdownMenu.Item>
          )}
          {mayReadAudit && (
            <DropdownMenu.Item asChild className={`${ITEM} sm:hidden`}>
              <Link href="/audit">Audit</Link>
            </DropdownMenu.Item>
          )}
          <DropdownMenu.Item asChild className={`${ITEM} sm:hidden`}>
            <Link href="/settings/environments">Settings</Link>
          </DropdownMenu.Item>
          <DropdownMenu.Item className={ITEM} onSelect={() => void leave()}>
            Sign out
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
