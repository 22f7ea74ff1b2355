import { failedWords } from "./failed-words";
import { day } from "./insights-sentence";
import { secondsWords } from "@/components/time/seconds-words";
import { Cell, Head, Table } from "./table";
import type { Week } from "./weeks-chart";

/** The numbers of the columns, newest week first; a week of which nothing is known says so. */
export function WeeksTable({ weeks }: { weeks: Week[] }) {
  return (
    <details className="mt-2">
      <summary className="inline-flex min-h-11 items-center text-sm text-ink-2 underline decoration-line-2 underline-offset-4 hover:text-ink sm:min-h-8">
        The numbers as a table
      </summary>
      <Table label="Week by week" heads={<WeekHeads />}>
        {[...weeks].reverse().map(({ since, watched, ...week }) => (
          <tr key={since}>
            <th scope="row" className="py-2 pr-3 text-left font-normal whitespace-nowrap">
              {day(since)}
            </th>
            {watched ? (
              <>
                <Cell>{week.rollbacks}</Cell>
                <Cell>{week.kept}</Cell>
                <Cell>{week.broken}</Cell>
                <Cell>{week.medianSeconds === null ? "–" : secondsWords(week.medianSeconds)}</Cell>
                <Cell>{failedWords(week)}</Cell>
              </>
            ) : (
              <td colSpan={5} className="py-2 pl-3 text-right text-ink-2">
                not watched
              </td>
            )}
          </tr>
        ))}
      </Table>
    </details>
  );
}

function WeekHeads() {
  return (
    <>
      <Head first>Week from</Head>
      <Head>Rollbacks</Head>
      <Head>Kept</Head>
      <Head>Broke</Head>
      <Head>Median</Head>
      <Head>Failed deploys</Head>
    </>
  );
}
