import { Moment } from "@/components/time/moment";
import type { AuditEntryJson } from "@/lib/access/schemas";
import { deedWords } from "./deed-words";

/** One entry: a line on a wide screen, a card on a phone; opened, it shows before, after and its seal. */
export function AuditEntry({ entry }: { entry: AuditEntryJson }) {
  const { seq, at, actor, action, reason, before, after, hash } = entry;
  return (
    <li className="border-b border-line">
      <details className="group">
        <summary className="grid gap-x-6 gap-y-0.5 rounded-sm py-2.5 hover:bg-sunk sm:grid-cols-[13rem_minmax(0,1fr)_auto]">
          <span className="text-sm text-ink-2">
            <Moment at={at} />
          </span>
          <span className="min-w-0 break-words">
            <span className="font-title">{actor}</span> {deedWords(entry)}
            {reason && <span className="text-ink-2"> · “{reason}”</span>}
          </span>
          <span className="text-sm text-ink-3 max-sm:hidden">
            {seq}{" "}
            <span aria-hidden className="ml-1 inline-block transition-transform group-open:rotate-90">
              ›
            </span>
          </span>
        </summary>
        <dl className="mb-3 grid gap-x-4 gap-y-1.5 rounded-md border border-line bg-sunk p-3 text-xs sm:ml-58 sm:grid-cols-[4rem_minmax(0,1fr)]">
          <dt className="text-ink-2">entry</dt>
          <dd className="font-mono">
            {seq} · {action}
          </dd>
          {before !== null && <Value term="before" value={before} />}
          {after !== null && <Value term="after" value={after} />}
          <dt className="text-ink-2">seal</dt>
          <dd className="font-mono break-all text-ink-2">{hash}</dd>
        </dl>
      </details>
    </li>
  );
}

function Value({ term, value }: { term: string; value: unknown }) {
  return (
    <>
      <dt className="text-ink-2">{term}</dt>
      <dd>
        <pre className="overflow-x-auto font-mono whitespace-pre-wrap">{JSON.stringify(value, null, 2)}</pre>
      </dd>
    </>
  );
}
