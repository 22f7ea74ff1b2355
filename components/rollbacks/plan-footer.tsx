"use client";

import Link from "next/link";
import { usePerson } from "@/components/frame/person-context";
import { Elapsed } from "@/components/time/elapsed";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { buttonClass } from "@/components/ui/button-class";
import type { BotJson } from "@/lib/bots/schemas";
import type { ArmedPlan } from "./use-armed-plan";
import type { Confirming } from "./use-confirm";

type Props = {
  bot: BotJson;
  armed: ArmedPlan;
  confirming: Confirming;
  reason: string;
  typedName: string;
  /** The version that the plan will probably go to, until it is there. */
  expected: string | null;
};

const PRIMARY = "max-sm:min-h-13 max-sm:flex-1 max-sm:text-lg";

/** The way out and the one red button; at the bottom of a phone's screen. What keeps the button off is said beside it. */
export function PlanFooter({ bot, armed, confirming, reason, typedName, expected }: Props) {
  const { mayRollBack } = usePerson();
  const { plan, changed, read } = armed;
  const { confirm, sending, problem, running } = confirming;
  const follow = running?.path ?? (bot.activeRollback && !sending ? `/rollbacks/${encodeURIComponent(bot.activeRollback.id)}` : null);
  // To the same release, following is all there is to do.
  const instead = follow !== null && plan !== undefined && plan.to.version !== bot.activeRollback?.toVersion;
  const off = whyOff({ bot, armed, mayRollBack, typedName });
  const words = {
    ...(instead ? { instead } : {}),
    ...(reason.trim() === "" ? {} : { reason: reason.trim() }),
    ...(plan?.needsTypedName ? { typedName } : {}),
  };

  return (
    <div className="border-t border-line bg-sunk px-4 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] max-sm:sticky max-sm:bottom-0 sm:sticky sm:bottom-0 sm:px-7.5 sm:py-4">
      {problem && !running && problem.code !== "database-gone" && (
        <p role="alert" className="mb-2.5 text-sm text-bad">
          {problem.code === "unreachable"
            ? "Lastgood did not answer, so it is not known whether the rollback started. Press again: it is never started twice."
            : problem.message}
        </p>
      )}
      {problem?.code === "cluster-unreachable" && plan && !sending && (
        <p className="mb-2.5 flex flex-wrap items-center justify-between gap-2.5 text-sm text-ink-2">
          Nothing goes on by itself, unless you say so.
          <Button className="max-sm:w-full" onClick={() => confirm({ ...words, keepTrying: true })}>
            Keep trying for 10 min
          </Button>
        </p>
      )}
      <div className="flex flex-wrap items-center justify-end gap-2.5">
        <p
          id="why-off"
          aria-live="polite"
          className={`min-w-0 text-sm max-sm:empty:sr-only text-pretty text-ink-2 sm:flex-1 ${off || follow ? "max-sm:w-full" : ""}`}
        >
          {follow ? (
            bot.activeRollback ? (
              <>
                {bot.activeRollback.startedBy} started a rollback to <span className="version">{bot.activeRollback.toVersion}</span>{" "}
                <Elapsed from={bot.activeRollback.startedAt} /> ago.
              </>
            ) : (
              problem?.message
            )
          ) : (
            off
          )}
        </p>
        <Link href={bot.path} className={buttonClass({ className: "max-sm:min-h-13" })}>
          Cancel
        </Link>
        {follow && (
          <ButtonLink href={follow} className={PRIMARY}>
            Follow it
          </ButtonLink>
        )}
        {follow && !instead ? null : changed ? (
          <Button key="read" onClick={read} className={PRIMARY}>
            I have read it again
          </Button>
        ) : (
          <Button
            key="confirm"
            look="bad"
            off={off !== null || sending}
            aria-describedby={off ? "why-off" : undefined}
            // The second click of a double click on the button that was here before is not a confirmation.
            onClick={({ detail }) => detail <= 1 && confirm(words)}
            className={PRIMARY}
          >
            {sending
              ? "Telling the cluster…"
              : plan && instead
                ? `Choose ${plan.to.version} instead`
                : plan
                  ? `${plan.undoes ? "Undo, back" : "Roll back"} to ${plan.to.version}`
                  : expected === null
                    ? "Roll back"
                    : `Roll back to ${expected}`}
          </Button>
        )}
      </div>
    </div>
  );
}

function whyOff({
  bot,
  armed: { plan, problem, waiting },
  mayRollBack,
  typedName,
}: {
  bot: BotJson;
  armed: ArmedPlan;
  mayRollBack: boolean;
  typedName: string;
}): string | null {
  if (!mayRollBack) return "You may look. Rolling back needs an operator or a lead: ask one of them.";
  if (problem?.code === "database-gone") return "The database is gone: use the commands above.";
  if (!plan) return problem ? "Not possible just now: see above." : "Looking at what runs now…";
  if (waiting) return "Working out what that would change…";
  const block = plan.guards.find(({ outcome }) => outcome === "block");
  if (block) return `Not possible now. ${block.sentence.split(/(?<=[.!?]) /)[0] ?? ""}`;
  if (plan.needsTypedName && typedName !== bot.name) return `Type ${bot.name} above first.`;
  return null;
}
