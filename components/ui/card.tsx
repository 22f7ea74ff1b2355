import { useId, type ReactNode } from "react";

/** A titled panel in a side column. */
export function Card({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="rounded-lg border border-line bg-raised px-4.5 py-4">
      <h2 id={id} className="mb-2.5 text-sm font-title text-ink-2">
        {title}
      </h2>
      {children}
    </section>
  );
}
