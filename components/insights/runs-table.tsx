"use client";

import Link from "next/link";
import { useState } from "react";
import { Moment } from "@/components/time/moment";
import { Button } from "@/components/ui/button";
import { Tag } from "@/components/ui/tag";
import type { InsightRun } from "@/lib/rollbacks/insights/schemas";
import { PhaseMark } from "./phase-mark";
import { secondsWords } from "@/components/time/seconds-words";
import { Cell, Head, Table } from "./table";

const AT_FIRST = 25;
const WIDE = "max-md:hidden";

/** The rollbacks behind the figures, newest first; each leads to its run. */
export function RunsTable({ runs, more }: { runs: InsightRun[]; more: number }) {
  const [shown, setShown] = useState(AT_FIRST);
  const heads = (
    <>
      <Head first>Rollback</Head>
      <Head className={WIDE}>Ended</Head>
      <Head className={WIDE}>Decide</Head>
      <Head className={WIDE}>Act</Head>
      <Head className={WIDE}>Recover</Head>
      <Head>From click</Head>
    </>
  );
  return (
    <>
      <Table label="Rollbacks" heads={heads}>
        {runs.slice(0, shown).map((run) => (
          <Row key={run.id} run={run} />
        ))}
      </Table>
      {runs.length > shown && (
        <Button onClick={() => setShown(runs.length)} className="mt-4 max-sm:w-full">
          Show {runs.length - shown} more
        </Button>
      )}
      {more > 0 && runs.length <= shown && <p className="mt-3 text-sm text-ink-2">{more} older ones are in the CSV file.</p>}
    </>
  );
}

function Row({ run }: { run: InsightRun }) {
  return (
    <tr>
      <th scope="row" className="text-left align-top font-normal">
        <Link href={run.path} className="flex min-h-11 flex-col justify-center py-2 hover:underline">
          <span>
            <span className="font-medium">{run.bot.title}</span>{" "}
            <span className="version">
              {run.fromVersion} → {run.toVersion}
            </span>
          </span>
          <span className="text-xs text-ink-2">
            {run.startedBy} · <Moment at={run.startedAt} />
          </span>
        </Link>
        <span className="block pb-2 text-xs text-ink-2 md:hidden">
          <PhaseMark phase={run.phase} /> · {splitWords(run)}
        </span>
      </th>
      <Cell className={`pt-2.5 ${WIDE}`}>
        <PhaseMark phase={run.phase} />
      </Cell>
      <Cell className={`pt-2.5 ${WIDE}`}>{secondsOr(run.decideSeconds)}</Cell>
      <Cell className={`pt-2.5 ${WIDE}`}>{secondsOr(run.actSeconds)}</Cell>
      <Cell className={`pt-2.5 ${WIDE}`}>{secondsOr(run.recoverSeconds)}</Cell>
      <Cell className="pt-2.5">
        <span className="block">{secondsOr(run.fromClickSeconds)}</span>
        <Rule run={run} />
      </Cell>
    </tr>
  );
}

function Rule({ run: { isUndo, keptFiveMinutes } }: { run: InsightRun }) {
  if (isUndo) return <Tag>undo</Tag>;
  if (keptFiveMinutes === null) return null;
  return keptFiveMinutes ? <span className="text-xs text-ink-2">rule kept</span> : <Tag tone="bad">rule broken</Tag>;
}

function splitWords({ decideSeconds, actSeconds, recoverSeconds }: InsightRun): string {
  return `decide ${secondsOr(decideSeconds)}, act ${secondsOr(actSeconds)}, recover ${secondsOr(recoverSeconds)}`;
}

function secondsOr(seconds: number | null): string {
  return seconds === null ? "–" : secondsWords(seconds);
}
