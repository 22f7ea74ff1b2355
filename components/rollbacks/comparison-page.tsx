"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { DocumentTitle } from "@/components/frame/document-title";
import { queries } from "@/components/live/queries";
import { Notice } from "@/components/ui/notice";
import { ScreenTitle } from "@/components/ui/screen-title";
import { Compared } from "./compared";
import { ComparisonPlates } from "./comparison-plates";
import { comparisonSentence } from "./comparison-sentence";
import { PlanSkeleton } from "./plan-skeleton";
import { TemplateDiff } from "./template-diff";

/** What differs between two releases. What is behind the address never changes, so nothing is read again. */
export function ComparisonPage({ from, to }: { from: string; to: string }) {
  const { data } = useQuery({ ...queries.comparison(from, to), staleTime: Infinity });
  if (!data) return <PlanSkeleton title="Difference" />;
  const { toBot, diff, notes } = data;
  const sides = { from: data.from.version, to: data.to.version };

  return (
    <main id="main" className="page page-narrow pt-5 pb-20 sm:pt-7">
      <DocumentTitle>{`${toBot.title}: ${sides.from} → ${sides.to} · Lastgood`}</DocumentTitle>
      <p className="text-sm text-ink-2">
        <Link href={toBot.path} className="inline-flex min-h-6 items-center hover:text-ink hover:underline">
          {toBot.title}
        </Link>
        <span aria-hidden className="mx-1.5 text-ink-3">
          /
        </span>
        Difference
      </p>
      <ScreenTitle className="mt-2 break-words">{comparisonSentence(data)}</ScreenTitle>
      <ComparisonPlates comparison={data} />
      {notes.map((note) => (
        <Notice key={note} className="mb-4">
          {note}
        </Notice>
      ))}
      <h2 className="mb-2 text-sm font-title text-ink-2">What differs</h2>
      <Compared value={{ from: data.from, to: data.to }}>
        <TemplateDiff diff={diff} sides={sides} />
      </Compared>
    </main>
  );
}
