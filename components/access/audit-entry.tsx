"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { ReactNode } from "react";
import { queries } from "@/components/live/queries";
import { exactWords } from "@/components/time/clock-words";
import { Moment } from "@/components/time/moment";
import { useZone } from "@/components/time/use-zone";
import type { AuditEntryJson } from "@/lib/access/schemas";
import { entryRows } from "./entry-rows";

const LINK = "underline decoration-line-2 underline-offset-4 hover:decoration-ink";

/** All that an entry holds: why, before and after beside each other, where it came from, and its seal. */
export function AuditEntry({ entry }: { entry: AuditEntryJson }) {
  const { seq, at, action, botId, reason, requestId, hash, prevHash, before, after } = entry;
  const rows = entryRows(before, after);
  const { data } = useQuery({ ...queries.fleet(), enabled: botId !== null });
  const bot = data?.items.find(({ id }) => id === botId);
  const run = rollbackOf(entry);

  return (
    <>
      <p className="mt-1 text-ink-2">
        <Moment at={at} />
      </p>
      {reason && <p className="mt-4 rounded-md border border-line bg-sunk px-3.5 py-2.5 break-words">“{reason}”</p>}
      {(bot || run) && (
        <p className="mt-4 flex flex-wrap gap-x-4">
          {bot && (
            <Link href={bot.path} className={LINK}>
              {bot.title} in {bot.environment.title}
            </Link>
          )}
          {run && (
            <Link href={`/rollbacks/${encodeURIComponent(run)}`} className={LINK}>
              The rollback
            </Link>
          )}
        </p>
      )}
      {rows.length > 0 && (
        <table className="mt-5 w-full table-fixed border-collapse text-left text-sm">
          <caption className="sr-only">Before and after</caption>
          <thead className="text-xs text-ink-2">
            <tr>
              <th scope="col" className="w-28 py-1 font-normal sm:w-36">
                <span className="sr-only">What</span>
              </th>
              {before !== null && (
                <th scope="col" className="py-1 font-normal">
                  Before
                </th>
              )}
              <th scope="col" className="py-1 font-normal">
                {before === null ? "Recorded" : "After"}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.label} className="border-t border-line align-top">
                <th scope="row" className="py-1.5 pr-3 font-normal break-words text-ink-2">
                  {row.label}
                </th>
                {before !== null && <Cell>{row.before}</Cell>}
                <Cell>{row.after}</Cell>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <dl className="mt-6 grid grid-cols-[7rem_minmax(0,1fr)] gap-y-1.5 border-t border-line pt-4 text-xs text-ink-2 sm:grid-cols-[9rem_minmax(0,1fr)]">
        <Fact term="entry">
          {seq} · {action}
        </Fact>
        <Fact term="at">
          <Exact at={at} />
        </Fact>
        <Fact term="request">{requestId}</Fact>
        <Fact term="seal">{hash}</Fact>
        <Fact term="seal before">{prevHash}</Fact>
      </dl>
    </>
  );
}

function Cell({ children }: { children: string | null }) {
  return <td className="py-1.5 pr-3 [overflow-wrap:anywhere] whitespace-pre-wrap">{children ?? <span className="text-ink-3">–</span>}</td>;
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt>{term}</dt>
      <dd className="font-mono break-all">{children}</dd>
    </>
  );
}

function Exact({ at }: { at: string }) {
  return exactWords(new Date(at), useZone());
}

function rollbackOf({ after }: AuditEntryJson): string | null {
  const id = typeof after === "object" && after !== null ? (after as Record<string, unknown>).rollback : null;
  return typeof id === "string" && /^rb_\w+$/.test(id) ? id : null;
}
