"use client";

import { ScreenTitle } from "@/components/ui/screen-title";
import { states } from "./states";

/** Every state, by name. */
export function GalleryIndex() {
  return (
    <main id="main" className="page page-narrow py-10">
      <ScreenTitle>Every state of every screen.</ScreenTitle>
      <ul className="mt-6 border-t border-line">
        {Object.entries(states).map(([name, { title }]) => (
          <li key={name} className="border-b border-line">
            <a data-state={name} href={`/gallery/${name}`} className="flex min-h-11 items-center gap-4 hover:bg-sunk">
              <span className="version w-64 shrink-0">{name}</span>
              <span className="text-ink-2">{title}</span>
            </a>
          </li>
        ))}
      </ul>
    </main>
  );
}
