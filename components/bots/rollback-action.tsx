"use client";

import { usePerson } from "@/components/frame/person-context";
import { SmallStopwatch } from "@/components/time/small-stopwatch";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import type { BotJson } from "@/lib/bots/schemas";
import { noTargetWords } from "./target-words";

/** The one button of a bot's page; at the bottom of a phone's screen. Red only while there is trouble. */
export function RollbackAction({ bot }: { bot: BotJson }) {
  const { mayRollBack } = usePerson();
  const label = `Rollback ${bot.environment.title}`;
  if (bot.archivedAt) return null;

  return (
    <div className="flex-none text-center max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:z-10 max-sm:border-t max-sm:border-line max-sm:bg-paper max-sm:px-4 max-sm:pt-3 max-sm:pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:max-w-60">
      {bot.activeRollback ? (
        <>
          <ButtonLink href={`/rollbacks/${encodeURIComponent(bot.activeRollback.id)}`} size="big" className="w-full">
            Follow the rollback
          </ButtonLink>
          <p className="mt-1.5 text-sm text-ink-2">
            {bot.activeRollback.startedBy}, <SmallStopwatchInline startedAt={bot.activeRollback.startedAt} />
          </p>
        </>
      ) : bot.target.kind === "none" ? (
        <Off label={label} why={noTargetWords(bot.target.because)} />
      ) : !mayRollBack ? (
        <Off label={label} why="You may look. Rolling back needs an operator or a lead: ask one of them." />
      ) : (
        <>
          <ButtonLink
            href={`${bot.path}/rollback`}
            look={bot.verdict === "failing" || bot.verdict === "degraded" ? "bad" : "plain"}
            size="big"
            className="w-full"
          >
            {label}
          </ButtonLink>
          <p className="mt-1.5 text-sm text-ink-2">
            to <span className="version text-ink">{bot.target.release.version}</span>
          </p>
        </>
      )}
    </div>
  );
}

function SmallStopwatchInline({ startedAt }: { startedAt: string }) {
  return (
    <span className="[&>span]:text-sm">
      <SmallStopwatch startedAt={startedAt} />
    </span>
  );
}

function Off({ label, why }: { label: string; why: string }) {
  return (
    <>
      <Button off size="big" aria-describedby="no-rollback" className="w-full">
        {label}
      </Button>
      <p id="no-rollback" className="mt-1.5 text-sm text-balance text-ink-2">
        {why}
      </p>
    </>
  );
}
