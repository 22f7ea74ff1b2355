"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { ReactNode } from "react";
import { DocumentTitle } from "@/components/frame/document-title";
import { queries } from "@/components/live/queries";
import { TimeOfDay } from "@/components/time/time-of-day";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { ScreenTitle } from "@/components/ui/screen-title";
import { Compared } from "../compared";
import { keptTogether } from "../kept-together";
import { RunSkeleton } from "../run-skeleton";
import { TemplateDiff } from "../template-diff";
import { LessonPart } from "./lesson-part";
import { ReportTimeline } from "./report-timeline";

/** What happened, for whoever was not there: on the screen, on paper, or as a file. */
export function ReportPage({ rollbackId }: { rollbackId: string }) {
  const { data: report } = useQuery(queries.report(rollbackId));
  if (!report) return <RunSkeleton />;
  const { title, rollback, spans, timeline, diff, people, followUps } = report;
  const { from, to, bot } = rollback;
  const file = `/api/v1/rollbacks/${encodeURIComponent(rollback.id)}/report.md`;

  return (
    <main id="main" className="page page-narrow pt-5 pb-20 sm:pt-7 print:p-0">
      <DocumentTitle>{`Incident report: ${title} · Lastgood`}</DocumentTitle>
      <p className="text-sm text-ink-2">
        <Link href={bot.path} className="inline-flex min-h-6 items-center hover:text-ink hover:underline">
          {bot.title}
        </Link>
        <Slash />
        <Link href={rollback.path} className="inline-flex min-h-6 items-center hover:text-ink hover:underline">
          {rollback.undoes ? "Undo of a rollback" : "Rollback"} {from.version} → {to.version}
        </Link>
        <Slash />
        Incident report
      </p>
      <ScreenTitle className="mt-2 break-words">
        {keptTogether([rollback.sentence, ...rollback.afterwards.slice(0, 1)].join(" "))}
      </ScreenTitle>
      <p className="mt-1.5 text-ink-2">
        {title} · <TimeOfDay at={rollback.startedAt} day="always" seconds />
        {rollback.reason !== null && ` · “${rollback.reason}”`}
      </p>
      <div className="mt-4 flex flex-wrap gap-2.5 print:hidden">
        <a href={file} download className={buttonClass({})}>
          Download as Markdown
        </a>
        <Button look="quiet" onClick={() => window.print()}>
          Print
        </Button>
      </div>
      {spans.length > 0 && (
        <dl aria-label="Times" className="mt-7 grid gap-x-8 gap-y-3 border-t border-line pt-4 sm:grid-cols-3 lg:grid-cols-5">
          {spans.map(({ name, words, means }) => (
            <div key={name} className="max-sm:grid max-sm:grid-cols-[7.5rem_minmax(0,1fr)]">
              <dt className="text-sm text-ink-2">{name}</dt>
              <dd>
                <span className="block font-mono text-lg">{words}</span>
                <span className="block text-xs text-pretty text-ink-2">{means}</span>
              </dd>
            </div>
          ))}
        </dl>
      )}
      <div className="mt-8 grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid content-start gap-8">
          <Part title="Timeline">
            <ReportTimeline events={timeline} />
          </Part>
          <Part title="What was changed">
            {diff ? (
              <Compared value={{ from, to }}>
                <TemplateDiff diff={diff} />
              </Compared>
            ) : (
              <p className="text-sm text-ink-2">
                What {from.version} or {to.version} was is not kept any more.
              </p>
            )}
          </Part>
        </div>
        <div className="grid content-start gap-8">
          {followUps.length > 0 && (
            <Part title="Open">
              <ul className="grid gap-2">
                {followUps.map(({ sentence, until }) => (
                  <li key={sentence} className="border-l-2 border-line-2 pl-3 break-words text-pretty">
                    {sentence}
                    {until !== null && (
                      <>
                        {" "}
                        Until <TimeOfDay at={until} />.
                      </>
                    )}
                  </li>
                ))}
              </ul>
            </Part>
          )}
          <Part title="What we learned">
            <LessonPart rollback={rollback} lesson={report.lesson} />
          </Part>
          {people.length > 0 && (
            <Part title="People">
              <ul className="grid gap-1.5">
                {people.map(({ name, did }) => (
                  <li key={name} className="break-words">
                    <span className="font-title">{name}</span> <span className="text-ink-2">{did.join(", ")}</span>
                  </li>
                ))}
              </ul>
            </Part>
          )}
        </div>
      </div>
    </main>
  );
}

function Slash() {
  return (
    <span aria-hidden className="mx-1.5 text-ink-3">
      /
    </span>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="min-w-0">
      <h2 className="mb-2 text-sm font-title text-ink-2">{title}</h2>
      {children}
    </section>
  );
}
