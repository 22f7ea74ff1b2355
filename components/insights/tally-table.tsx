import Link from "next/link";
import type { Tally } from "@/lib/rollbacks/insights/schemas";
import { failedWords } from "./failed-words";
import { secondsWords } from "@/components/time/seconds-words";
import { Cell, Head, Table } from "./table";

type Row = Tally & { key: string; name: string; detail: string | null; href: string };

/** The same figures for each bot or each team; a name narrows the page to it. */
export function TallyTable({ label, rows }: { label: string; rows: Row[] }) {
  const heads = (
    <>
      <Head first>{label}</Head>
      <Head>Rollbacks</Head>
      <Head>Median</Head>
      <Head className="max-sm:hidden">Rule kept</Head>
      <Head>Failed deploys</Head>
    </>
  );
  return (
    <Table label={`By ${label.toLowerCase()}`} heads={heads}>
      {rows.map(({ key, name, detail, href, ...tally }) => (
        <tr key={key}>
          <th scope="row" className="text-left font-normal">
            <Link href={href} className="flex min-h-11 flex-col justify-center py-1.5 hover:underline sm:min-h-9">
              <span className="font-medium">{name}</span>
              {detail !== null && <span className="text-xs text-ink-2">{detail}</span>}
            </Link>
          </th>
          <Cell className="align-middle">{tally.rollbacks}</Cell>
          <Cell className="align-middle">{tally.medianSeconds === null ? "–" : secondsWords(tally.medianSeconds)}</Cell>
          <Cell className="align-middle max-sm:hidden">
            {tally.kept + tally.broken === 0 ? "–" : `${tally.kept} of ${tally.kept + tally.broken}`}
          </Cell>
          <Cell className="align-middle max-sm:whitespace-normal">{failedWords(tally)}</Cell>
        </tr>
      ))}
    </Table>
  );
}
