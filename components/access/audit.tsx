"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { DocumentTitle } from "@/components/frame/document-title";
import { queries } from "@/components/live/queries";
import { Elapsed } from "@/components/time/elapsed";
import { Bone } from "@/components/ui/bone";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { ScreenTitle } from "@/components/ui/screen-title";
import { AuditEntry } from "./audit-entry";

/** Everything that was done, newest first. */
export function Audit() {
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(queries.audit());
  const entries = data?.pages.flatMap(({ items }) => items) ?? [];
  const [last] = entries;

  return (
    <main id="main" className="page pt-6 pb-16 sm:pt-10">
      <DocumentTitle>Audit · Lastgood</DocumentTitle>
      <ScreenTitle>
        {last ? (
          <>
            The last entry is from {last.actor}, <Elapsed from={last.at} rough /> ago.
          </>
        ) : data ? (
          "Nothing is on the record yet."
        ) : (
          "Who did what, when and why."
        )}
      </ScreenTitle>
      <p className="mt-1 text-ink-2">Who did what, when and why. Entries are only ever added, each sealed with the one before.</p>
      {error && (
        <Notice tone="bad" className="mt-6">
          The record could not be read: {error.message} Nothing was lost.
        </Notice>
      )}
      <ol className="mt-6 border-t border-line">
        {entries.map((entry) => (
          <AuditEntry key={entry.seq} entry={entry} />
        ))}
        {!data && !error && [0, 1, 2, 3, 4].map((row) => <SkeletonRow key={row} />)}
      </ol>
      {hasNextPage && (
        <Button onClick={() => void fetchNextPage()} off={isFetchingNextPage} className="mt-4 max-sm:w-full">
          {isFetchingNextPage ? "Reading…" : "Show older"}
        </Button>
      )}
    </main>
  );
}

function SkeletonRow() {
  return (
    <li aria-hidden className="border-b border-line py-3">
      <Bone className="h-3.5 w-72 max-w-full" />
    </li>
  );
}
