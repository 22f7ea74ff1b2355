import { QuotedLines } from "@/components/ui/quoted-lines";
import type { RollbackJson } from "@/lib/rollbacks/schemas";
import { sinceStart } from "./steps";

const TONES = { plain: "", good: "text-ok", bad: "text-bad" } as const;

/** What the cluster said, newest first. */
export function Remarks({ run: { remarks, startedAt, active } }: { run: RollbackJson }) {
  return (
    <section aria-labelledby="remarks">
      <h2 id="remarks" className="text-sm font-title text-ink-2">
        What the cluster says
      </h2>
      {remarks.length === 0 ? (
        <p className="mt-2 text-ink-2">{active ? "Nothing yet." : "It said nothing."}</p>
      ) : (
        <ol className="mt-1.5">
          {remarks.map(({ at, tone, sentence, lines }) => (
            <li key={`${at} ${sentence}`} className="grid grid-cols-[5rem_minmax(0,1fr)] border-b border-line py-2">
              <span className="version text-sm text-ink-3">{sinceStart(at, startedAt)}</span>
              <div className="min-w-0">
                <span className={`break-words ${TONES[tone]}`}>{sentence}</span>
                {lines.length > 0 && <QuotedLines lines={lines} />}
              </div>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
