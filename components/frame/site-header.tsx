"use client";

import Link from "next/link";
import { askForPalette } from "@/components/palette/ask-for-palette";
import { BrandMark } from "@/components/ui/brand-mark";
import { NavLink } from "./nav-link";
import { pagesFor } from "./pages";
import { usePerson } from "./person-context";
import { PersonButton } from "./person-button";

/** On a phone the pages are in the person's menu: the way to an emergency must not cost height. */
export function SiteHeader() {
  const pages = pagesFor(usePerson());
  return (
    <header className="border-b border-line bg-paper">
      <div className="page flex h-13 items-center gap-5">
        <Link href="/" className="flex min-h-11 items-center gap-2 text-[0.9375rem] font-semibold tracking-[-0.02em]">
          <BrandMark />
          Lastgood
        </Link>
        <nav aria-label="Main" className="flex min-w-0 gap-4.5 overflow-x-auto max-sm:hidden">
          {pages.map(({ href, title, under }) => (
            <NavLink key={href} href={href} under={under}>
              {title}
            </NavLink>
          ))}
        </nav>
        <span className="flex-1" />
        <button
          type="button"
          onClick={askForPalette}
          aria-label="Go to a bot or a page"
          aria-keyshortcuts="Meta+K Control+K"
          title="Go to a bot or a page (⌘K or Ctrl K)"
          className="rounded-sm border border-line-2 px-1.5 font-mono text-xs leading-6 text-ink-3 hover:border-edge hover:text-ink max-sm:hidden"
        >
          ⌘K
        </button>
        <PersonButton />
      </div>
    </header>
  );
}
