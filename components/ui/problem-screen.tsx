import type { ReactNode } from "react";
import { ScreenTitle } from "./screen-title";

/** A whole screen that could not be shown: what happened, what was not changed, what to do. */
export function ProblemScreen({ title, children, action }: { title: string; children: ReactNode; action: ReactNode }) {
  return (
    <main id="main" className="page page-narrow py-10 sm:py-16">
      <ScreenTitle>{title}</ScreenTitle>
      <div className="mt-2 max-w-xl text-lg text-ink-2">{children}</div>
      <div className="mt-6 flex flex-wrap gap-2">{action}</div>
    </main>
  );
}
