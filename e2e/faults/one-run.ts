import { expect } from "vitest";
import { liveBots, ourSwitches } from "./outside";
import type { ReadyBot } from "./many-bots";
import type { Place } from "./on-each-cluster";
import { record } from "./results";

export type Ended = { phase: string; sentence: string; written: number; image: string | undefined };

/** The end of the only run of a bot, with what the cluster itself says. Its process may be gone: nobody waits for its lease. */
export async function endOf({ target, product }: Place, bot: ReadyBot, expire = false): Promise<Ended> {
  const { db } = product.database;
  if (expire) await db.rollback.updateMany({ where: { botId: bot.id, endedAt: null }, data: { leaseUntil: new Date(0) } });
  const { id } = await db.rollback.findFirstOrThrow({ where: { botId: bot.id }, select: { id: true } });
  const { phase, sentence } = await product.rollback(id, ({ active }) => !active);
  return { phase, sentence, ...(await outside({ target }, bot)) };
}

export async function outside({ target }: Pick<Place, "target">, bot: ReadyBot): Promise<Pick<Ended, "written" | "image">> {
  const live = await liveBots(target);
  return { written: ourSwitches(target).get(bot.name)?.length ?? 0, image: live.get(bot.name)?.image };
}

export const RECOVERED = { phase: "recovered", written: 1, image: "omniserve:1.1.0" };
export const UNTOUCHED = { written: 0, image: "omniserve:1.2.0" };

/** Holds what was found against what has to be, and keeps it for the table. */
export function holds(fault: string, injected: string, { target }: Place, found: object, wanted: object): void {
  const isRight = Object.entries(wanted).every(([key, value]) => (found as Record<string, unknown>)[key] === value);
  record({ fault, injected, cluster: target.cluster.name, times: 1, faults: isRight ? [] : [JSON.stringify(found)] });
  expect(found).toMatchObject(wanted);
}
