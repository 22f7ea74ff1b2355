import type { ReactNode } from "react";
import type { Problem } from "@/components/live/problem";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { BotJson } from "@/lib/bots/schemas";

type Props = {
  problem: Problem;
  bot: BotJson;
  onRetry: () => void;
  /** Where only a part was asked for. */
  onAskAll: (() => void) | null;
  choose: ReactNode;
  picker: ReactNode;
};

const NO_OTHER_TARGET_HELPS = ["forbidden", "bot-gone", "not-signed-in"];

/** No plan could be made: what happened, and what to do about it. */
export function PlanProblem({ problem, bot, onRetry, onAskAll, choose, picker }: Props) {
  return (
    <div className="mt-4.5 mb-4">
      <Notice tone="bad">
        <p className="font-title">{problem.message}</p>
        <p className="mt-1 text-sm text-ink-2">
          {bot.title} runs on as it is{bot.live ? `, on ${bot.live.release.version}` : ""}.
        </p>
      </Notice>
      {!NO_OTHER_TARGET_HELPS.includes(problem.code) && (
        <div className="mt-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          {onAskAll ? <Button onClick={onAskAll}>Code and config</Button> : <Button onClick={onRetry}>Check again</Button>}
          {choose}
        </div>
      )}
      {picker && <div className="mt-3">{picker}</div>}
    </div>
  );
}
