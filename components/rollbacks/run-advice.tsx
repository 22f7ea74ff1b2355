import { usePerson } from "@/components/frame/person-context";
import { ButtonLink } from "@/components/ui/button-link";
import type { RollbackJson } from "@/lib/rollbacks/schemas";
import { askedQuery } from "./asked-plan";
import { runPath } from "./run-path";

const WORDS: Record<RollbackJson["phase"], (run: RollbackJson) => string | null> = {
  applying: () => null,
  following: ({ alternative, to }) => alternative && `${to.version} is in trouble. It is waited for; another release may come up sooner.`,
  verifying: () => null,
  recovered: () => null,
  failed: ({ to, acceptedAt }) =>
    acceptedAt === null ? "Nothing of this run reached the bot." : `${to.version} did not come up. Another release may.`,
  errored: () => "Look at what runs now, then decide again. Starting it twice does no harm.",
  superseded: ({ bot }) => `Another release of ${bot.title} was deployed meanwhile, so this run left it alone.`,
  reverted: ({ from }) => `${from.version} is back. Stop what put it back first, or it will do so again.`,
  aborted: () => "Nothing more is done by this run. Look at what runs now, then decide.",
};

/** The next best action: while what it brings is in trouble, and after an end. */
export function RunAdvice({ run }: { run: RollbackJson }) {
  const { mayRollBack } = usePerson();
  const { bot, alternative, active } = run;
  const words = WORDS[run.phase](run);
  if (active && words === null) return null;
  const dialog = `${bot.path}/rollback`;

  return (
    <div className="grid gap-2">
      {words && <p className="text-sm text-pretty text-ink-2">{words}</p>}
      {run.triedAgainBy !== null && (
        <ButtonLink href={runPath(run.triedAgainBy)} className="w-full">
          It was tried again: follow that
        </ButtonLink>
      )}
      {mayRollBack && run.retryable && run.triedAgainBy === null && (
        <ButtonLink href={`${dialog}${askedQuery({ again: run.id })}`} look="bad" prefetch={false} className="w-full">
          Try again
        </ButtonLink>
      )}
      {mayRollBack && alternative && (
        <ButtonLink
          href={`${dialog}${askedQuery({ releaseId: alternative.releaseId })}`}
          look={active ? "plain" : "bad"}
          prefetch={false}
          className="w-full"
        >
          {active ? `Choose ${alternative.version} instead` : `Roll back to ${alternative.version}`}
        </ButtonLink>
      )}
      {mayRollBack && !active && words !== null && (
        <ButtonLink href={dialog} look={run.retryable || alternative ? "quiet" : "plain"} className="w-full">
          Choose another release
        </ButtonLink>
      )}
      {run.undoable && mayRollBack && (
        <ButtonLink href={`${dialog}${askedQuery({ undoes: run.id })}`} look="quiet" prefetch={false} className="w-full">
          Undo this rollback
        </ButtonLink>
      )}
      {!active && (
        <ButtonLink href={bot.path} look={words ? "quiet" : "plain"} className="w-full">
          Open {bot.title}
        </ButtonLink>
      )}
    </div>
  );
}
