import type { ReactNode } from "react";
import { BrandMark } from "@/components/ui/brand-mark";
import { ScreenTitle } from "@/components/ui/screen-title";

/** A screen before one is signed in. */
export function Door({ title, words, children }: { title: string; words?: ReactNode; children?: ReactNode }) {
  return (
    <main id="main" className="mx-auto flex min-h-dvh w-full max-w-96 flex-col justify-center px-4 py-10">
      <p className="mb-8 flex items-center gap-2 text-lg font-semibold tracking-[-0.02em]">
        <BrandMark className="size-6" />
        Lastgood
      </p>
      <ScreenTitle>{title}</ScreenTitle>
      {words && <p className="mt-1.5 text-pretty text-ink-2">{words}</p>}
      {children && <div className="mt-6">{children}</div>}
    </main>
  );
}
