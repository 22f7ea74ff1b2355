import { clockWords, dayWords } from "@/components/time/clock-words";

const DAY_MS = 24 * 60 * 60 * 1_000;

/** `dated`: words that are still true tomorrow, as what is copied has to be. */
export type Reader = { now: number; zone: string; dated?: boolean };

/** "since 10:16", "since yesterday at 10:16", "since 19 Nov". */
export function sinceWords(at: string, reader: Reader): string {
  const day = dayOf(at, reader);
  const clock = clockWords(new Date(at), reader.zone);
  if (day === "today") return `since ${clock}`;
  return day === "yesterday" || reader.now - Date.parse(at) < 2 * DAY_MS ? `since ${day} at ${clock}` : `since ${day}`;
}

/** "at 10:15", "yesterday at 10:15", "on 19 Nov at 10:15". */
export function atWords(at: string, reader: Reader): string {
  const day = dayOf(at, reader);
  const clock = `at ${clockWords(new Date(at), reader.zone)}`;
  if (day === "today") return clock;
  return day === "yesterday" ? `yesterday ${clock}` : `on ${day} ${clock}`;
}

function dayOf(at: string, { now, zone, dated = false }: Reader): string {
  const day = dayWords(new Date(at), zone, new Date(now));
  return dated && day === "yesterday" ? dayWords(new Date(at), zone, new Date(now + DAY_MS)) : day;
}
