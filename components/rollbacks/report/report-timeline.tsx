import { TimeOfDay } from "@/components/time/time-of-day";
import type { ReportEvent } from "@/lib/rollbacks/report/schemas";

const TONES = { plain: "", good: "text-ok", bad: "text-bad" } as const;
const KINDS: Record<ReportEvent["kind"], string | null> = {
  deploy: "Deploy",
  signal: "First signal",
  click: "Click",
  step: null,
  end: "End",
  after: "After",
};

/** From the deploy to what came after, oldest first. */
export function ReportTimeline({ events }: { events: ReportEvent[] }) {
  return (
    <ol>
      {events.map(({ at, kind, tone, sentence }) => (
        <li
          key={`${at} ${sentence}`}
          className="grid grid-cols-[4.75rem_minmax(0,1fr)] gap-x-3 border-b border-line py-2 break-inside-avoid sm:grid-cols-[8.5rem_6rem_minmax(0,1fr)]"
        >
          <span className="version text-sm text-ink-2">
            <TimeOfDay at={at} seconds />
          </span>
          <span className="text-sm text-ink-2 max-sm:col-start-2 max-sm:empty:hidden">{KINDS[kind]}</span>
          <span className={`break-words text-pretty max-sm:col-start-2 ${TONES[tone]}`}>{sentence}</span>
        </li>
      ))}
    </ol>
  );
}
