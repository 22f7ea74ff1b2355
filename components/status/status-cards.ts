import type { BotStatus, PublicStatus, StatusJson } from "@/lib/bots/status/schemas";
import { sortStatus, statusRank } from "./status-rank";
import type { Reader } from "./status-times";
import { statusWords, type Sight, type StatusFacts, type StatusWords } from "./status-words";

export type StatusCard = {
  id: string;
  facts: StatusFacts;
  sight: Sight;
  words: StatusWords;
  /** null: shown by a public link. */
  bot: BotStatus | null;
};

export const STATUS_ORDER = { rank: statusRank, sort: sortStatus };

const UNSEEN: Sight = { seen: false, checkedAt: null };

/** The cards of one environment, or of all: then a name says which, where there are several. */
export function statusCards({ environments, items }: StatusJson, environment: string | null, reader: Reader): StatusCard[] {
  const shown = items.filter((bot) => environment === null || bot.environment.name === environment);
  const several = new Set(shown.map((bot) => bot.environment.name)).size > 1;
  return shown.map((bot) => {
    const title = several ? `${bot.title} (${bot.environment.title})` : bot.title;
    const facts = { ...bot, title, supportNote: bot.supportNote?.text ?? null };
    const sight = environments.find(({ name }) => name === bot.environment.name) ?? UNSEEN;
    return { id: bot.id, facts, sight, words: statusWords(facts, sight, reader), bot };
  });
}

/** The same of what a public link shows, where bots have no ids. */
export function publicStatusCards({ environment, items }: PublicStatus, reader: Reader): StatusCard[] {
  return items.map((facts, place) => {
    return { id: `${place} ${facts.title}`, facts, sight: environment, words: statusWords(facts, environment, reader), bot: null };
  });
}
