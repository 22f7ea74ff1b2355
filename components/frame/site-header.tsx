"use client";

import Link from "next/link";
import { BrandMark } from "@/components/ui/brand-mark";
import { NavLink } from "./nav-link";
import { usePerson } from "./person-context";
import { PersonButton } from "./person-button";

export function SiteHeader() {
  const { mayReadAudit, mayReadInsights } = usePerson();
  return (
    <header className="border-b border-line bg-paper">
      <div className="page flex h-13 items-center gap-5">
        <Link href="/" className="flex min-h-11 items-center gap-2 text-[0.9375rem] font-semibold tracking-[-0.02em]">
          <BrandMark />
          Lastgood
        </Link>
        <nav aria-label="Main" className="flex gap-4.5 max-sm:hidden">
          <NavLink href="/" under={["/bots", "/rollbacks"]}>
            Fleet
          </NavLink>
          <NavLink href="/status" under={["/status"]}>
            Status
          </NavLink>
          {mayReadInsights && (
            <NavLink href="/insights" under={["/insights"]}>
              Insights
            </NavLink>
          )}
          {mayReadAudit && (
            <NavLink href="/audit" under={["/audit"]}>
              Audit
            </NavLink>
          )}
          <NavLink href="/settings/environments" under={["/settings"]}>
            Settings
          </NavLink>
        </nav>
        <span className="flex-1" />
        <PersonButton />
      </div>
    </header>
  );
}
