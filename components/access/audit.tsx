"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { DocumentTitle } from "@/components/frame/document-title";
import { queries } from "@/components/live/queries";
import { Elapsed } from "@/components/time/elapsed";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { ScreenTitle } from "@/components/ui/screen-title";
import { auditAsk, isFiltered } from "./audit-ask";
import { AuditChain } from "./audit-chain";
import { AuditDrawer } from "./audit-drawer";
import { AuditExport } from "./audit-export";
import { AuditFilters } from "./audit-filters";
import { AuditTable } from "./audit-table";
import { useOpenEntry } from "./use-open-entry";

/** Everything that was done, newest first; filter and open entry are in the address. */
export function Audit() {
  const ask = auditAsk(useSearchParams());
  const filtered = isFiltered(ask);
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(queries.audit(ask));
  const entries = data?.pages.flatMap(({ items }) => items) ?? [];
  const [last] = entries;
  const { entry, open, close } = useOpenEntry(ask);

  return (
    <main id="main" className="page pt-6 pb-16 sm:pt-10">
      <DocumentTitle>Audit · Lastgood</DocumentTitle>
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <ScreenTitle>
          {last ? (
            <>
              The last {filtered && "such "}entry is from {last.actor}, <Elapsed from={last.at} rough /> ago.
            </>
          ) : data && !filtered ? (
            "Nothing is on the record yet."
          ) : (
            "Who did what, when and why."
          )}
        </ScreenTitle>
        <AuditExport ask={ask} />
      </div>
      <AuditChain />
      <AuditFilters ask={ask} />
      {error && (
        <Notice tone="bad" className="mt-4">
          The record could not be read: {error.message} Nothing was lost.
        </Notice>
      )}
      {data && filtered && entries.length === 0 ? (
        <p className="mt-8 text-ink-2">
          No entry is like that. Names count letter by letter, and days are those of your own time zone. Take a filter away to see more.
        </p>
      ) : (
        <AuditTable entries={data ? entries : null} ask={ask} onOpen={open} failed={Boolean(error)} />
      )}
      {hasNextPage && (
        <Button onClick={() => void fetchNextPage()} off={isFetchingNextPage} className="mt-4 max-sm:w-full">
          {isFetchingNextPage ? "Reading…" : "Show older"}
        </Button>
      )}
      {data && entries.length > 0 && !hasNextPage && <p className="mt-4 text-sm text-ink-2">That is everything.</p>}
      {entry !== null && <AuditDrawer seq={entry} known={entries.find(({ seq }) => seq === entry)} onClose={close} />}
    </main>
  );
}
