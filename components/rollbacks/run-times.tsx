import type { RollbackJson } from "@/lib/rollbacks/schemas";
import { secondsWords } from "@/components/time/seconds-words";

/** Where the time went, once a run has recovered: people's part, the machine's, the bot's. */
export function RunTimes({ run: { phase, split } }: { run: RollbackJson }) {
  if (phase !== "recovered") return null;
  const spans: [string, number | null, string][] = [
    ["Decided in", split.decideSeconds, "from the first bad signal to the click"],
    ["Acted in", split.actSeconds, "until the cluster accepted it"],
    ["Recovered in", split.recoverSeconds, "until all pods ran it and were healthy"],
  ];
  const known = spans.filter(([, seconds]) => seconds !== null);
  if (known.length === 0) return null;
  return (
    <dl aria-label="Where the time went" className="mt-4 grid gap-x-10 gap-y-2 text-sm sm:flex">
      {known.map(([name, seconds, means]) => (
        <div key={name} className="max-sm:grid max-sm:grid-cols-[6.5rem_minmax(0,1fr)] sm:max-w-52">
          <dt className="text-ink-2">{name}</dt>
          <dd>
            <span className="block font-mono text-base">{secondsWords(seconds ?? 0)}</span>
            <span className="block text-xs text-pretty text-ink-2">{means}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
