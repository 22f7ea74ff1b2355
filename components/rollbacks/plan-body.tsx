"use client";

import { useState, type ReactNode } from "react";
import { usePerson } from "@/components/frame/person-context";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { BotJson } from "@/lib/bots/schemas";
import type { PlanInput, PlanJson } from "@/lib/rollbacks/schemas";
import { CHOICE_WORDS } from "./choice-words";
import { GuardList } from "./guard-list";
import { PlanCommands } from "./plan-commands";
import { PlanCoverage } from "./plan-coverage";
import { PlanDifference } from "./plan-difference";
import { Plates } from "./plates";
import { ReasonChips } from "./reason-chips";
import { ResumeChoice } from "./resume-choice";
import type { ArmedPlan } from "./use-armed-plan";
import { WhatComesBack } from "./what-comes-back";

type Props = {
  bot: BotJson;
  plan: PlanJson;
  asked: PlanInput;
  onAsk: (asked: PlanInput) => void;
  armed: ArmedPlan;
  choose: ReactNode;
  picker: ReactNode;
  reason: string;
  onReason: (reason: string) => void;
  typedName: string;
  onTypedName: (name: string) => void;
};

const HEADING = "mb-2 text-sm font-title text-ink-2";

/** What a person reads before confirming. */
export function PlanBody({ bot, plan, asked, onAsk, armed, choose, picker, reason, onReason, typedName, onTypedName }: Props) {
  const { mayRollBack } = usePerson();
  const [choosing, setChoosing] = useState(false);
  return (
    <>
      <Plates bot={bot} from={plan.from} to={plan.to} choose={choose} />
      {picker}
      {armed.changed && (
        <Notice tone="warn" className="mb-5">
          Something changed while you were reading. What you see now is how it is: read it again.
        </Notice>
      )}
      {armed.problem && !armed.changed && (
        <Notice tone="warn" className="mb-5">
          This could not be checked again just now: {armed.problem.message} Nothing was changed.
        </Notice>
      )}
      <ResumeChoice plan={plan} asked={asked} onAsk={onAsk} />
      <section aria-labelledby="changes">
        <div className="flex items-baseline justify-between gap-4">
          <h2 id="changes" className={HEADING}>
            What will change
          </h2>
          {hasChoice(plan) && (
            <button
              type="button"
              aria-expanded={choosing}
              onClick={() => setChoosing(!choosing)}
              className="-my-2 min-h-11 flex-none text-xs text-ink-2 hover:text-ink sm:min-h-8"
            >
              <span className="sr-only">What comes back: </span>
              {CHOICE_WORDS[plan.choice].toLowerCase()} <span aria-hidden>{choosing ? "▴" : "▾"}</span>
            </button>
          )}
        </div>
        {choosing && <WhatComesBack plan={plan} asked={asked} onAsk={onAsk} />}
        <div aria-busy={armed.waiting} className={armed.waiting ? "opacity-50" : ""}>
          <PlanDifference plan={plan} />
        </div>
      </section>
      <section aria-labelledby="covers" className="mt-4.5">
        <h2 id="covers" className={HEADING}>
          What is covered
        </h2>
        <PlanCoverage plan={plan} />
      </section>
      <section aria-labelledby="checked" className="mt-4.5">
        <h2 id="checked" className={HEADING}>
          Checked
        </h2>
        <GuardList guards={plan.guards} />
      </section>
      <div className="mt-5 pb-3">
        <ReasonChips reason={reason} onReason={onReason} />
        {plan.needsTypedName && (
          <div className="mt-5">
            <Field
              label={
                <>
                  {plan.guards.some(({ outcome }) => outcome === "warn")
                    ? "There is a warning above. Type"
                    : `${bot.environment.title} asks for the name each time. Type`}{" "}
                  <span className="version font-title select-all">{bot.name}</span> to go on.
                </>
              }
              value={typedName}
              onChange={({ target }) => onTypedName(target.value)}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
          </div>
        )}
        {mayRollBack && <PlanCommands key={plan.fingerprint} plan={plan} />}
      </div>
    </>
  );
}

/** A bot without ConfigMaps, whose images were never seen to run, has all of it or nothing. */
function hasChoice({ coverage: { config, maps, images } }: PlanJson): boolean {
  return !config || maps.length > 0 || images.some(({ image, digests }) => digests.length > 0 && !image.includes("@"));
}
