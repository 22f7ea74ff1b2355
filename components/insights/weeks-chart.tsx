import type { InsightsJson } from "@/lib/rollbacks/insights/schemas";
import { useId } from "react";
import { day } from "./insights-sentence";
import { Section } from "./section";
import { WeeksTable } from "./weeks-table";

const HEIGHT = 112;
const WEEK_MS = 7 * 86_400_000;
/** One rollback is not to look like many. */
const FEW = 4;
/** So many columns leave room for their numbers on a phone. */
const NUMBERED = 14;

type Props = Pick<InsightsJson, "weeks" | "watchedSince">;
export type Week = InsightsJson["weeks"][number] & { watched: boolean };

/** Rollbacks of each week, by the five-minute rule; all that it shows stands in the table under it. */
export function WeeksChart({ weeks: all, watchedSince }: Props) {
  const weeks = all.map((week) => ({
    ...week,
    watched: watchedSince !== null && Date.parse(week.since) + WEEK_MS > Date.parse(watchedSince),
  }));
  const most = Math.max(FEW, ...weeks.map(({ rollbacks }) => rollbacks));
  const [first, last] = [weeks[0], weeks.at(-1)];
  return (
    <Section title="Week by week" note="Rollbacks by the week in which they were begun, from Monday, UTC.">
      <Columns weeks={weeks} most={most} />
      <div className="mt-1.5 flex justify-between text-xs text-ink-2">
        <span>{first && day(first.since)}</span>
        {last !== first && <span>{last && day(last.since)}</span>}
      </div>
      <WeeksTable weeks={weeks} />
    </Section>
  );
}

function Columns({ weeks, most }: { weeks: Week[]; most: number }) {
  const hatch = useId();
  const width = 100 / weeks.length;
  const px = (HEIGHT - 18) / most;
  return (
    <>
      <ul aria-hidden className="mb-3 flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-2">
        <Key fill="fill-ink">kept the five-minute rule</Key>
        <Key fill={`url(#${hatch})`}>broke it</Key>
        <Key fill="fill-line-2">without a result</Key>
      </ul>
      <svg aria-hidden width="100%" height={HEIGHT} className="block">
        <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="5" height="5" className="fill-bad-wash" />
          <rect width="2.5" height="5" className="fill-bad" />
        </pattern>
        {weeks.map(({ since, rollbacks, kept, broken, watched }, index) => {
          const parts = [
            { fill: "fill-ink", count: kept },
            { fill: `url(#${hatch})`, count: broken },
            { fill: "fill-line-2", count: rollbacks - kept - broken },
          ];
          let y = HEIGHT - 1;
          return (
            <g key={since}>
              {parts.map(({ fill, count }) => {
                y -= count * px;
                const paint = fill.startsWith("url") ? { fill } : { className: fill };
                return <rect key={fill} x={`${(index + 0.15) * width}%`} width={`${0.7 * width}%`} y={y} height={count * px} {...paint} />;
              })}
              {rollbacks > 0 && weeks.length <= NUMBERED && (
                <text x={`${(index + 0.5) * width}%`} y={y - 4} textAnchor="middle" className="fill-ink-2 text-xs">
                  {rollbacks}
                </text>
              )}
              <line
                x1={`${index * width}%`}
                x2={`${(index + 1) * width}%`}
                y1={HEIGHT - 0.5}
                y2={HEIGHT - 0.5}
                strokeDasharray={watched ? undefined : "2 4"}
                className="stroke-edge"
              />
            </g>
          );
        })}
      </svg>
    </>
  );
}

function Key({ fill, children }: { fill: string; children: string }) {
  return (
    <li className="flex items-center gap-1.5">
      <svg width="10" height="10">
        <rect width="10" height="10" {...(fill.startsWith("url") ? { fill } : { className: fill })} />
      </svg>
      {children}
    </li>
  );
}
