import { Moment } from "@/components/time/moment";
import { Bone } from "@/components/ui/bone";
import type { AuditEntryJson } from "@/lib/access/schemas";
import { auditPath, type AuditAsk } from "./audit-ask";
import { deedWords } from "./deed-words";

const ROW = "relative grid gap-x-5 gap-y-0.5 border-b border-line sm:grid-cols-[13rem_9rem_minmax(0,1fr)_3.5rem] sm:items-baseline";

type Props = { entries: readonly AuditEntryJson[] | null; ask: AuditAsk; onOpen: (seq: string) => void; failed: boolean };

/** One line for each entry, on a phone one card; null: they are on their way. */
export function AuditTable({ entries, ask, onOpen, failed }: Props) {
  return (
    <div role="table" aria-label="Audit log" aria-busy={entries === null && !failed} className="mt-4">
      <div role="row" className={`${ROW} py-1.5 text-xs text-ink-2 max-sm:sr-only`}>
        <span role="columnheader">When</span>
        <span role="columnheader">Who</span>
        <span role="columnheader">What and why</span>
        <span role="columnheader" className="text-right">
          Entry
        </span>
      </div>
      {entries?.map((entry) => (
        <Row key={entry.seq} entry={entry} href={auditPath(ask, entry.seq)} onOpen={onOpen} />
      ))}
      {entries === null && !failed && SKELETON.map((width) => <SkeletonRow key={width} width={width} />)}
    </div>
  );
}

function Row({ entry, href, onOpen }: { entry: AuditEntryJson; href: string; onOpen: (seq: string) => void }) {
  const { seq, at, actor, reason } = entry;
  return (
    <div role="row" className={`${ROW} py-2 hover:bg-sunk has-[a:focus-visible]:bg-sunk sm:py-1.5`}>
      <span role="cell" className="text-sm text-ink-2">
        <Moment at={at} />
      </span>
      <span role="cell" className="min-w-0 font-title break-words max-sm:inline">
        {actor}
      </span>
      <span role="cell" className="min-w-0 break-words">
        <a
          href={href}
          data-entry={seq}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
            event.preventDefault();
            onOpen(seq);
          }}
          className="after:absolute after:inset-0"
        >
          {deedWords(entry)}
        </a>
        {reason && <span className="text-ink-2"> · “{reason}”</span>}
      </span>
      <span role="cell" className="text-right text-sm text-ink-2 tabular-nums max-sm:hidden">
        {seq}
      </span>
    </div>
  );
}

const SKELETON = ["w-72", "w-56", "w-80", "w-64", "w-60", "w-52", "w-76"];

function SkeletonRow({ width }: { width: string }) {
  return (
    <div aria-hidden className={`${ROW} py-2 sm:py-1.5`}>
      <Bone className="my-1 h-3 w-40" />
      <Bone className="my-1 h-3 w-16" />
      <Bone className={`my-1 h-3 max-w-full ${width}`} />
    </div>
  );
}
