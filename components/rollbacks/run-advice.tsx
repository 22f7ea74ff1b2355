import { usePerson } from "@/components/frame/person-context";
import { ButtonLink } from "@/components/ui/button-link";
import type { RollbackJson } from "@/lib/rollbacks/schemas";

type Advice = { words: string; label: string; again: boolean };

const ADVICE: Record<Exclude<RollbackJson["phase"], "applying" | "following" | "verifying">, (run: RollbackJson) => Advice | null> = {
  recovered: () => null,
  failed: ({ to }) => ({ words: `${to.version} did not come up. Another release may.`, label: "Choose another release", again: true }),
  errored: () => ({ words: "Look at what runs now, then decide again. Starting it twice does no harm.", label: "Look again", again: true }),
  superseded: ({ bot }) => ({
    words: `Another release of ${bot.title} was deployed meanwhile, so this run left it alone.`,
    label: "Roll back again",
    again: true,
  }),
  reverted: ({ from }) => ({
    words: `${from.version} is back. Stop what put it back first, or it will do so again.`,
    label: "Roll back again",
    again: true,
  }),
  aborted: () => ({
    words: "Nothing more is done by this run. Look at what runs now, then decide.",
    label: "Roll back again",
    again: true,
  }),
};

/** After an end: the next best action. */
export function RunAdvice({ run }: { run: RollbackJson }) {
  const { mayRollBack } = usePerson();
  if (run.active) return null;
  const advice = ADVICE[run.phase as keyof typeof ADVICE](run);

  return (
    <div className="grid gap-2">
      {advice && <p className="text-sm text-pretty text-ink-2">{advice.words}</p>}
      {advice?.again && mayRollBack && (
        <ButtonLink
          href={`${run.bot.path}/rollback`}
          look={run.phase === "failed" || run.phase === "reverted" ? "bad" : "plain"}
          className="w-full"
        >
          {advice.label}
        </ButtonLink>
      )}
      {run.undoable && mayRollBack && (
        <ButtonLink href={`${run.bot.path}/rollback?undo=${encodeURIComponent(run.id)}`} look="quiet" prefetch={false} className="w-full">
          Undo this rollback
        </ButtonLink>
      )}
      <ButtonLink href={run.bot.path} look={advice ? "quiet" : "plain"} className="w-full">
        Open {run.bot.title}
      </ButtonLink>
    </div>
  );
}
