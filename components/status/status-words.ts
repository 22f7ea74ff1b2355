import { zoneWords, clockWords, dayWords } from "@/components/time/clock-words";
import { roughWords } from "@/components/time/duration-words";
import type { BotStatus, PublicBotStatus } from "@/lib/bots/status/schemas";
import { reasonWords, whole } from "./reason-words";
import { atWords, sinceWords, type Reader } from "./status-times";

/** A bot as words are made of it, whether of those who are signed in or of a public link, which tells no people and no reasons. */
export type StatusFacts = Omit<PublicBotStatus, "rollback" | "supportNote"> & {
  rollback: BotStatus["rollback"] | PublicBotStatus["rollback"];
  supportNote: string | null;
};
export type Sight = { seen: boolean; checkedAt: string | null };

export type StatusWords = {
  name: string;
  /** Goes on from the name. */
  lead: string;
  /** Whole sentences: what happened lately, and what people are to know. */
  more: string[];
  verdict: BotStatus["verdict"];
  condition: "trouble" | "unknown" | "off" | "well";
};

/** How a bot is, in sentences that a person can read out to a customer. */
export function statusWords(bot: StatusFacts, sight: Sight, reader: Reader): StatusWords {
  const words = { name: bot.title, more: moreWords(bot, reader) };
  if (!sight.seen) return { ...words, lead: unseenWords(bot, sight, reader), verdict: "unknown", condition: "unknown" };
  const lead = bot.rollback?.kind === "running" ? runningWords(bot.rollback, reader) : `${isWords(bot, reader)} ${runsWords(bot, reader)}`;
  return { ...words, lead, verdict: bot.verdict, condition: conditionOf(bot) };
}

/** The same to be pasted elsewhere: times stay true, and it says as of when. */
export function copiedWords(bot: StatusFacts, sight: Sight, { now, zone }: Reader): string {
  const { name, lead, more } = statusWords(bot, sight, { now, zone, dated: true });
  const at = new Date(now);
  const day = dayWords(at, zone, new Date(0));
  return `${name} ${[lead, ...more].join(" ")} (As of ${day}, ${clockWords(at, zone)} ${zoneWords(at, zone)}.)`;
}

function conditionOf({ verdict, putBackAt, switchedOff }: StatusFacts): StatusWords["condition"] {
  if (verdict === "failing" || verdict === "degraded" || putBackAt !== null) return "trouble";
  if (verdict === "healthy") return "well";
  return switchedOff ? "off" : "unknown";
}

function isWords({ verdict, verdictSince, switchedOff }: StatusFacts, reader: Reader): string {
  const since = sinceWords(verdictSince, reader);
  switch (verdict) {
    case "healthy":
      return "answers customers normally.";
    case "degraded":
      return `answers customers, but has had trouble ${since}.`;
    case "failing":
      return `has not worked properly ${since}.`;
    case "unknown":
      return switchedOff ? `has been switched off ${since}.` : `cannot be judged just now; nothing certain is known ${since}.`;
  }
}

function runsWords({ live, switchedOff }: StatusFacts, reader: Reader): string {
  if (!live) return "Which version it runs is not known.";
  return switchedOff ? `Its version is ${live.version}.` : `It runs version ${live.version} ${sinceWords(live.since, reader)}.`;
}

function runningWords(run: Extract<NonNullable<StatusFacts["rollback"]>, { kind: "running" }>, reader: Reader): string {
  const what = run.undoes ? `is being brought to version ${run.toVersion} again` : `is being put back to version ${run.toVersion}`;
  const started = reader.dated ? atWords(run.at, reader) : `${roughWords(reader.now - Date.parse(run.at))} ago`;
  return `${what}, started ${started}${"by" in run ? ` by ${run.by}` : ""}.`;
}

const DID = { healthy: "answered customers normally", degraded: "had trouble", failing: "did not work properly", unknown: null } as const;

function unseenWords({ verdict, live }: StatusFacts, { checkedAt }: Sight, reader: Reader): string {
  if (checkedAt === null) return "cannot be seen just now. Nothing was seen of it yet.";
  const at = atWords(checkedAt, reader);
  const did = [DID[verdict], live && `ran version ${live.version}`].filter((part) => part !== null);
  return did.length === 0
    ? `cannot be seen just now, nor could it be ${at}.`
    : `cannot be seen just now. When it was last seen, ${at}, it ${did.join(" and ")}.`;
}

function moreWords({ rollback, putBackAt, supportNote }: StatusFacts, reader: Reader): string[] {
  return [...lately(rollback, putBackAt, reader), ...(supportNote === null ? [] : [whole(supportNote)])];
}

function lately(rollback: StatusFacts["rollback"], putBackAt: string | null, reader: Reader): string[] {
  if (putBackAt !== null) return [`This version had been taken out of use; somebody put it back ${atWords(putBackAt, reader)}.`];
  switch (rollback?.kind) {
    case "brought": {
      const what = rollback.undoes ? "Its rollback was undone" : "It was rolled back";
      return [`${what} ${atWords(rollback.at, reader)}${reasonWords("reason" in rollback ? rollback.reason : null)}`];
    }
    case "unsuccessful":
      return [`It was to be put back to version ${rollback.toVersion} ${atWords(rollback.at, reader)}; that has not worked so far.`];
    default:
      return [];
  }
}
