import { useId, type ReactNode } from "react";

/** A titled part of the page, under a hairline. */
export function Section({ title, note, children }: { title: string; note?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-t border-line pt-5">
      <h2 id={id} className="text-lg font-title">
        {title}
      </h2>
      {note && <p className="mt-0.5 max-w-2xl text-sm text-ink-2">{note}</p>}
      <div className="mt-4">{children}</div>
    </section>
  );
}
