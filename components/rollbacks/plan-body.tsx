import type { ReactNode } from "react";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { BotJson } from "@/lib/bots/schemas";
import type { PlanJson } from "@/lib/rollbacks/schemas";
import { GuardList } from "./guard-list";
import { Plates } from "./plates";
import { ReasonChips } from "./reason-chips";
import { TemplateDiff } from "./template-diff";
import type { ArmedPlan } from "./use-armed-plan";

type Props = {
  bot: BotJson;
  plan: PlanJson;
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
export function PlanBody({ bot, plan, armed, choose, picker, reason, onReason, typedName, onTypedName }: Props) {
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
      <section aria-labelledby="changes">
        <h2 id="changes" className={HEADING}>
          What will change
        </h2>
        <TemplateDiff diff={plan.diff} />
      </section>
      <section aria-labelledby="covers" className="mt-4.5">
        <h2 id="covers" className={HEADING}>
          What will not come back
        </h2>
        <p className="text-sm">What is inside Secrets, ConfigMaps and databases stays as it is now.</p>
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
                  There is a warning above. Type <span className="version font-title select-all">{bot.name}</span> to go on.
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
      </div>
    </>
  );
}
