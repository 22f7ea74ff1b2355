import { sessionActorAtHand, tokenActorAtHand, type PeopleAtHand } from "@/lib/access/people-at-hand";
import type { Actor } from "@/lib/access/types";
import { AppError } from "@/lib/platform/app-error";
import { isDatabaseDown } from "@/lib/platform/is-database-down";
import type { Logger } from "@/lib/platform/logger";
import { breakGlass, type BotAddress } from "@/lib/rollbacks/spool/break-glass";
import type { BreakGlass } from "@/lib/rollbacks/spool/schemas";
import { bearerSecret, sessionClaims, NO_SESSION, NO_TOKEN } from "./credentials";
import { services } from "./services";

/** How long a database that answered before may take to answer at all. */
const PATIENCE_MS = 600;
/** And one that did not. */
const LESS_PATIENCE_MS = 200;

const GONE: unique symbol = Symbol("the database is gone");

/** What `act` comes to; GONE where the database is not there, known within less than a second of the call. `act` is told then that it is given up. */
export async function unlessGone<T>(act: (givenUp: AbortSignal) => Promise<T>): Promise<T | typeof GONE> {
  const glass = services().breakGlass;
  const giveUp = new AbortController();
  if (!glass) return act(giveUp.signal);
  const { pulse } = glass;
  const patience = pulse.goneSince() ? LESS_PATIENCE_MS : PATIENCE_MS;
  const beating = pulse.beats(patience);
  const acted = act(giveUp.signal).catch(async (error: unknown): Promise<typeof GONE> => {
    // Whoever said it in words of their own knows more: that the cluster had accepted it by then. And no free connection is no database gone.
    if (error instanceof AppError || !isDatabaseDown(error) || (await beating)) throw error;
    return GONE;
  });
  const outcome = await Promise.race([acted, beating.then((beats): typeof GONE | typeof acted => (beats ? acted : GONE))]);
  if (isGone(outcome)) {
    giveUp.abort();
    void acted.catch(() => undefined).then(() => services().log.info("a request that was given up has ended"));
  }
  return outcome;
}

export function isGone(outcome: unknown): outcome is typeof GONE {
  return outcome === GONE;
}

/**
 * The commands that do what the database does not let Lastgood do, for whoever sent this request. null where this process has none of that bot.
 *
 * @throws AppError `not-signed-in`, `forbidden`
 */
export async function giveCommands(request: Request, address: BotAddress, log: Logger): Promise<BreakGlass | null> {
  const { breakGlass: glass, clusters, clock } = services();
  const people = glass?.spool.index()?.people;
  if (!glass || !people) return null;
  const actor = await actorAtHand(request, people);
  return breakGlass({ actor, clusters, clock, log }, { spool: glass.spool, address, goneSince: glass.pulse.goneSince() ?? clock.now() });
}

async function actorAtHand(request: Request, people: PeopleAtHand): Promise<Actor> {
  const secret = bearerSecret(request);
  if (secret !== null) {
    const actor = tokenActorAtHand(people, secret, services().clock.now());
    if (actor) return actor;
    throw new AppError("not-signed-in", NO_TOKEN);
  }
  const claims = await sessionClaims(request);
  const actor = claims && sessionActorAtHand(people, claims);
  if (!actor) throw new AppError("not-signed-in", NO_SESSION);
  return actor;
}

/** What happened, for a person: when it went, and how old what is known is. */
export function sayGone(found: BreakGlass, now: Date): string {
  const seconds = Math.max(0, Math.round((now.getTime() - Date.parse(found.knownAt)) / 1000));
  const age = seconds < 120 ? `${seconds} s` : seconds < 7_200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`;
  const since = `${found.goneSince.slice(11, 16)} UTC`;
  if (found.commands.length === 0) return `PostgreSQL cannot be reached since ${since}. ${found.sentence}`;
  return `PostgreSQL cannot be reached since ${since}, so Lastgood does nothing by itself. These commands do the same, from what was known ${age} ago.`;
}
