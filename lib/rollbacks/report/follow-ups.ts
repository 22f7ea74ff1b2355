import type { RollbackJson } from "../schemas";
import type { FollowUp } from "./schemas";

export type FollowUpFacts = {
  run: Pick<RollbackJson, "phase" | "active" | "from" | "to" | "hold" | "reason" | "undoes" | "undoable">;
  /** ConfigMaps of which a copy runs, by their original's name. */
  copied: readonly string[];
  lessonWritten: boolean;
};

/** What is still to be done about an incident, most pressing first. */
export function followUps({ run, copied, lessonWritten }: FollowUpFacts): FollowUp[] {
  const { from, to, hold, reason } = run;
  if (run.active) return [say("The run has not ended yet.")];
  const stands = run.undoes === null && run.undoable;
  return [
    ...(run.phase === "recovered" || run.undoes !== null
      ? []
      : [say(`The run did not recover. See to it that the bot runs what it should.`)]),
    ...(hold && hold.ended === null ? [{ sentence: `${hold.owner} holds ${hold.version} away.`, until: hold.expiresAt }] : []),
    ...(from.quarantine ? [say(`${from.version} is in quarantine. Lift that when it is known to be good after all.`)] : []),
    ...(stands
      ? [
          say(
            `Whatever builds ${from.version}${from.commit === null ? "" : ` (commit ${from.commit})`} still does: mend it before the next ordinary deploy, which may bring it back.`,
          ),
        ]
      : []),
    ...(stands
      ? copied.map((name) =>
          say(
            `ConfigMap ${name} runs as a copy of what ${to.version} had. The next ordinary deploy refers to the original again: put right what that holds.`,
          ),
        )
      : []),
    ...(reason === null ? [say("Nobody has said yet why it was rolled back.")] : []),
    ...(lessonWritten ? [] : [say("Nobody has written yet what was learned.")]),
  ];
}

function say(sentence: string): FollowUp {
  return { sentence, until: null };
}
