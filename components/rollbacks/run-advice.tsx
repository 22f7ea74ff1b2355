import { usePerson } from "@/components/frame/person-context";
import { ButtonLink } from "@/components/ui/button-link";
import type { RollbackJson } from "@/lib/rollbacks/schemas";
import { nextActs, type NextAct } from "./next-acts";

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

/**
 * What can be done next: while what it brings is in trouble, and after an end. On a narrow screen the best of it stands under the sentence (`part` best), where a
 * thumb finds it without scrolling, and the rest below.
 */
export function RunAdvice({ run, part }: { run: RollbackJson; part: "best" | "rest" }) {
  const { mayRollBack } = usePerson();
  const words = WORDS[run.phase](run);
  const [best, ...rest] = nextActs(run, mayRollBack);
  if (best === undefined) return null;
  const advice = (className: string) => (
    <div className={`grid gap-2 ${className}`}>
      {words && <p className="text-sm text-pretty text-ink-2">{words}</p>}
      <Act act={best} />
    </div>
  );
  if (part === "best") return advice("mt-4 lg:hidden print:hidden");
  return (
    <div className="grid gap-2 print:hidden">
      {advice("max-lg:hidden")}
      {rest.map((act) => (
        <Act key={act.href} act={act} />
      ))}
    </div>
  );
}

function Act({ act: { label, href, look } }: { act: NextAct }) {
  return (
    <ButtonLink href={href} look={look} prefetch={false} className="w-full">
      {label}
    </ButtonLink>
  );
}
