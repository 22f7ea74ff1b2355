import type { RollbackJson } from "@/lib/rollbacks/schemas";
import type { ButtonLook } from "@/components/ui/button-class";
import { askedQuery } from "./asked-plan";
import { runPath } from "./run-path";

type Run = Pick<RollbackJson, "id" | "bot" | "phase" | "active" | "acceptedAt" | "retryable" | "triedAgainBy" | "alternative" | "undoable">;
export type NextAct = { label: string; href: string; look: ButtonLook };

/** What can be done about a run where it stands now, the best first: that one is the button, the others are within reach. */
export function nextActs(run: Run, mayRollBack: boolean): NextAct[] {
  const { id, bot, phase, active, acceptedAt, alternative, triedAgainBy } = run;
  const dialog = `${bot.path}/rollback`;
  const follow = triedAgainBy === null ? [] : [{ label: "It was tried again: follow that", href: runPath(triedAgainBy) }];
  const again =
    mayRollBack && run.retryable && triedAgainBy === null ? [{ label: "Try again", href: `${dialog}${askedQuery({ again: id })}` }] : [];
  const other =
    mayRollBack && alternative
      ? [
          {
            label: active ? `Choose ${alternative.version} instead` : `Roll back to ${alternative.version}`,
            href: `${dialog}${askedQuery({ releaseId: alternative.releaseId })}`,
          },
        ]
      : [];
  // What the cluster took and what did not come up then will not come up the second time either.
  const isHopeless = phase === "failed" && acceptedAt !== null;
  const best = [...follow, ...(isHopeless ? [...other, ...again] : [...again, ...other])];
  const choose = mayRollBack && !active && phase !== "recovered" ? [{ label: "Choose another release", href: dialog }] : [];
  const report = active ? [] : [{ label: "Read the incident report", href: `${runPath(id)}/report` }];
  const undo = run.undoable && mayRollBack ? [{ label: "Undo this rollback", href: `${dialog}${askedQuery({ undoes: id })}` }] : [];
  const open = active ? [] : [{ label: `Open ${bot.title}`, href: bot.path }];
  const isUrgent = !active && follow.length === 0 && best.length > 0;
  return [...best, ...choose, ...report, ...undo, ...open].map((act, index) => ({
    ...act,
    look: index > 0 ? "quiet" : isUrgent ? "bad" : "plain",
  }));
}
