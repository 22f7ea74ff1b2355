import { ROLLBACK_ANNOTATION } from "@/lib/bots/rollback-annotation";
import type { BotSight } from "@/lib/bots/schemas";
import { durationInWords } from "./duration-in-words";
import type { Run } from "./run";

/** Whether the change reached the cluster, as far as anybody knows: nothing of it did, nobody can tell, or the cluster said so. */
export type Reached = "no" | "unknown" | "yes";

/** What was seen of the bot last; null where nothing was. `version`: what it ran then. */
export type LastSight = { heardAt: Date | null; sight: BotSight; version: string } | null;

/** What the key of a remark starts with that says what is known, and what can be done, of a run that nobody can tell the end of. */
export const KNOWN = "known ";
export const TO_DO = "to-do ";
/** Ends the key of what says that nobody can tell whether the change arrived. */
export const DOUBT = "doubt";

type Sentence = { key: string; sentence: string };

/** What is known of a run that ended because nobody could reach the cluster or tell, and what a person can do about it. */
export function erroredWords(run: Run, input: { reached: Reached; last: LastSight; at: Date }): Sentence[] {
  const isDoubted = input.reached === "unknown";
  const toDo = [whatToDo(run, input.reached), ...howToLook(run, input.reached)];
  return [
    { key: `${KNOWN}${isDoubted ? DOUBT : "arrival"}`, sentence: whatArrived(run, input) },
    { key: `${KNOWN}sight`, sentence: whatWasSeen(input) },
    ...toDo.map((sentence, index) => ({ key: `${TO_DO}${index}`, sentence })),
  ];
}

function whatArrived({ acceptedAt, to }: Run, { reached, at }: { reached: Reached; at: Date }): string {
  if (reached === "no") return "Nothing of this run was applied: nothing was sent, or every answer was a refusal.";
  if (reached === "unknown") return "The change was sent, or may have been, and no answer says whether it arrived.";
  const ago = acceptedAt === null ? "" : ` ${durationInWords(at.getTime() - acceptedAt.getTime())} before this end`;
  return `The cluster accepted ${to.version}${ago}, and goes on by itself with what it was told.`;
}

function whatWasSeen({ last, at }: { last: LastSight; at: Date }): string {
  if (last === null || last.heardAt === null) return "No worker has heard from this cluster.";
  const { heardAt, sight, version } = last;
  const ready = sight.pods.filter(({ current, state }) => current && state === "ready").length;
  const old = sight.pods.filter(({ current }) => !current).length;
  const others = old === 0 ? "" : `, and ${old} of another release ${old === 1 ? "was" : "were"} there`;
  const ago = durationInWords(at.getTime() - heardAt.getTime());
  return `The cluster was last heard ${ago} before this end: by then ${ready} of ${sight.desired} pods ran ${version} and ${ready === 1 ? "was" : "were"} ready${others}.`;
}

function whatToDo({ from, to, bot }: Run, reached: Reached): string {
  if (reached === "no")
    return `${bot.title} runs on as it was. Try again once the cluster answers; meanwhile kubectl may get through from elsewhere.`;
  if (reached === "yes") return `Look at ${bot.title} once the cluster is in sight. What became of it is added here by itself.`;
  return `Once the cluster is in sight, look what ${bot.title} runs: ${to.version} if the change arrived, else ${from.version}. Which it was is added here by itself. Trying again does no harm: nothing is written over what nobody looked at.`;
}

function howToLook({ id, bot }: Run, reached: Reached): string[] {
  if (reached !== "unknown") return [];
  const { namespace, kind, name } = bot;
  const path = `jsonpath='{.metadata.annotations.${ROLLBACK_ANNOTATION.replace(".", "\\.")}}'`;
  return [`With kubectl: kubectl -n ${namespace} get ${kind.toLowerCase()} ${name} -o ${path} prints ${id} if it arrived.`];
}
