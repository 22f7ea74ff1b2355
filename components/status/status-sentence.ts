import type { StatusFacts, StatusWords } from "./status-words";

export type StatusCard = { facts: StatusFacts; words: Pick<StatusWords, "condition"> };

const counted = (count: number, one: string, many: string) => (count === 0 ? [] : [`${count} ${count === 1 ? one : many}.`]);

/** What one would read out on the phone, and the rest beneath. */
export function statusSentence(cards: readonly StatusCard[]): { title: string; rest: string } {
  const all = cards.length;
  const count = (condition: StatusWords["condition"]) => cards.filter(({ words }) => words.condition === condition).length;
  const [trouble, well] = [count("trouble"), count("well")];
  const rolled = (kind: string) => cards.filter(({ facts }) => facts.putBackAt === null && facts.rollback?.kind === kind);
  const running = rolled("running");
  const lately = rolled("brought").length;

  const rest = [
    ...(trouble > 0 ? counted(well, "answers customers normally", "answer customers normally") : []),
    ...(well + trouble === 0 ? [] : counted(count("unknown"), "cannot be judged just now", "cannot be judged just now")),
    ...counted(count("off"), "is switched off", "are switched off"),
    ...(running.length === 1 ? [`${running[0]?.facts.title} is being put back.`] : counted(running.length, "", "are being put back")),
    ...(lately === 1 ? ["One was rolled back in the last day."] : counted(lately, "", "were rolled back in the last day")),
  ].join(" ");

  if (trouble > 0)
    return { title: all === 1 ? "The bot has trouble." : `${trouble} of ${all} bots ${trouble === 1 ? "has" : "have"} trouble.`, rest };
  if (well === all)
    return { title: all === 1 ? "The bot answers customers normally." : `All ${all} bots answer customers normally.`, rest };
  if (well > 0) return { title: `${well} of ${all} bots ${well === 1 ? "answers" : "answer"} customers normally.`, rest };
  if (count("off") === all) return { title: all === 1 ? "The bot is switched off." : `All ${all} bots are switched off.`, rest: "" };
  return { title: `Nothing certain is known of ${all === 1 ? "the bot" : "the bots"} just now.`, rest };
}
