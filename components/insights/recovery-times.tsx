import type { InsightsJson, Spread } from "@/lib/rollbacks/insights/schemas";
import { Section } from "./section";
import { secondsWords } from "@/components/time/seconds-words";

type Facts = Pick<InsightsJson, "decide" | "act" | "recover" | "total">;

/** Failed deployment recovery time: where it goes, and how much of it is people's. */
export function RecoveryTimes({ decide, act, recover, total }: Facts) {
  const parts = [
    { name: "Decide", what: "first bad signal to click", spread: decide },
    { name: "Act", what: "click to the cluster’s yes", spread: act },
    { name: "Recover", what: "until all pods run it and are well", spread: recover },
  ];
  const longest = Math.max(...parts.map(({ spread }) => endOf(spread) ?? 0));

  return (
    <Section title="Failed deployment recovery time" note={<Whole {...total} />}>
      <dl className="grid gap-4">
        {parts.map(({ name, what, spread }) => (
          <div key={name} className="grid gap-x-6 gap-y-1 sm:grid-cols-[18rem_1fr_15rem] sm:items-center">
            <dt>
              <span className="font-medium">{name}</span> <span className="text-sm text-ink-2">{what}</span>
            </dt>
            <dd className="contents">
              <Bar spread={spread} longest={longest} />
              <span className="text-sm text-ink-2">
                <Numbers {...spread} />
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function Whole({ n, medianSeconds }: Spread) {
  if (medianSeconds === null)
    return "No rollback recovered from a bad signal that was seen, so there is no time from the signal to the end.";
  return `From the first bad signal to recovered: median ${secondsWords(medianSeconds)}, of ${n}. Bars reach to the median, lines to the end of the range.`;
}

function Numbers(spread: Spread) {
  const { n, medianSeconds, p90Seconds } = spread;
  const end = endOf(spread);
  if (medianSeconds === null || end === null) return "not known of any";
  if (n === 1) return `${secondsWords(medianSeconds)}, of 1`;
  return (
    <>
      <span className="text-ink">{secondsWords(medianSeconds)}</span> median · {secondsWords(end)} {p90Seconds === null ? "slowest" : "p90"}{" "}
      · of {n}
    </>
  );
}

/** The median as a bar, and a line on to the 90th percentile or, of few, the slowest. The numbers beside it say the same. */
function Bar({ spread, longest }: { spread: Spread; longest: number }) {
  const at = (seconds: number | null) => `${longest > 0 && seconds !== null ? (100 * seconds) / longest : 0}%`;
  const end = endOf(spread);
  return (
    <svg aria-hidden width="100%" height="16" className="block overflow-visible">
      <line x1="0" x2="100%" y1="15.5" y2="15.5" className="stroke-line" />
      {end !== null && (
        <>
          <line x1="0" x2={at(end)} y1="8" y2="8" className="stroke-edge" />
          <line x1={at(end)} x2={at(end)} y1="3" y2="13" className="stroke-edge" strokeWidth="1.5" />
          <rect x="0" y="4" width={at(spread.medianSeconds)} height="8" rx="1" className="fill-ink" />
        </>
      )}
    </svg>
  );
}

function endOf({ p90Seconds, slowestSeconds }: Spread): number | null {
  return p90Seconds ?? slowestSeconds;
}
