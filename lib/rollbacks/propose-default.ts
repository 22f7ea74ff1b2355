import { chooseTarget } from "@/lib/bots/choose-target";
import type { BotCtx } from "@/lib/bots/ctx";
import type { ReleaseRecord } from "@/lib/bots/types";
import { AppError } from "@/lib/platform/app-error";
import { propose, type Proposal, type Situation } from "./propose";
import type { Guard, PlanInput } from "./schemas";

/** So many releases that cannot be restored are passed over: somebody waits for the dialog. */
const MOST_SKIPPED = 5;
/** What keeps pods of a release from starting at all, whatever else is done. */
const RESTORABLE = ["references", "config-missing"];

const NO_TARGET = {
  "only-one-release": (title: string) => `${title} has had only one release that Lastgood knows of, so there is nothing to go back to.`,
  "all-others-bad": (title: string) => `Every other release of ${title} is in quarantine or was left. Choose one by hand if you must.`,
  "none-worked": (title: string) => `No other release of ${title} was ever seen to work. Choose one by hand if you must.`,
};

type Skipped = { version: string; why: string };

/**
 * Proposes the default target: the newest that is proved and can be restored. One whose content, config, Secrets, account or claims are gone is passed over and
 * named; where none can be restored, the first is proposed with what blocks it.
 *
 * @throws AppError `nothing-to-roll-back-to`, or why the only one cannot come back
 */
export async function proposeDefault(
  ctx: BotCtx,
  situation: Situation,
  wanted: Pick<PlanInput, "choice" | "pinImages"> & { planId: string },
): Promise<Proposal> {
  const { from, records, bot } = situation;
  const skipped = new Map<ReleaseRecord, Skipped>();
  let first: Proposal | AppError | null = null;

  while (skipped.size <= MOST_SKIPPED) {
    const choice = chooseTarget(
      from.release.id,
      records.filter((record) => !skipped.has(record)),
    );
    if (choice.kind === "none") {
      if (first === null) throw nothing(bot.title, choice.because);
      break;
    }
    const { record: asked } = choice;
    const proposal = await propose(ctx, situation, asked, { ...wanted, undoes: null }).catch(unlessNotStored);
    const why = proposal instanceof AppError ? "what it was is not kept whole" : whyNotRestorable(proposal.guards);
    if (why === null && !(proposal instanceof AppError)) return withSkipped(proposal, [...skipped.values()]);
    first ??= proposal;
    skipped.set(asked, { version: asked.release.version, why: why ?? "" });
  }
  if (first === null || first instanceof AppError) throw first ?? nothing(bot.title, "none-worked");
  return first;
}

function nothing(title: string, because: keyof typeof NO_TARGET): AppError {
  return new AppError("nothing-to-roll-back-to", `${NO_TARGET[because](title)} Nothing was changed.`, { detail: { because } });
}

/** What is stored of a release can be gone or damaged: another one may still be whole. */
function unlessNotStored(error: unknown): AppError {
  if (error instanceof AppError && error.code.startsWith("content-")) return error;
  throw error;
}

function whyNotRestorable(guards: readonly Guard[]): string | null {
  const block = guards.find(({ name, outcome }) => outcome === "block" && RESTORABLE.includes(name));
  return block ? (block.sentence.split(":")[0] ?? block.sentence) : null;
}

/** What was passed over is said first: whoever expected it there reads why. */
function withSkipped(proposal: Proposal, skipped: readonly Skipped[]): Proposal {
  if (skipped.length === 0) return proposal;
  const sentence = skipped.map(({ version, why }) => `${version} is skipped: ${why}.`).join(" ");
  return { ...proposal, guards: [{ name: "skipped", outcome: "note", sentence }, ...proposal.guards] };
}
