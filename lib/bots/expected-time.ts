import type { ExpectedTime } from "./fleet-schemas";

/** What a bot's last times were in ms, newest first: of rollbacks that recovered, and of rollouts from their first sight until they were healthy. */
export type PastTimes = { rollbacks: readonly number[]; starts: readonly number[] };

/** What a bot took a year ago says nothing of what it takes now. */
const LAST = 3;

/** How long a rollback of a bot will probably take, and by what: the median of its last three rollbacks, else of its last three starts; null where nothing tells. */
export function expectedTime({ rollbacks, starts }: PastTimes): ExpectedTime | null {
  const basis = rollbacks.length > 0 ? "rollbacks" : "rollouts";
  const last = (basis === "rollbacks" ? rollbacks : starts).slice(0, LAST);
  const middle = last.toSorted((a, b) => a - b)[Math.floor(last.length / 2)];
  return middle === undefined ? null : { seconds: Math.max(1, Math.round(middle / 1000)), basis, count: last.length };
}
