import { setTimeout as sleep } from "node:timers/promises";

/** Asks again and again until the answer is something. @throws when it is still nothing at the deadline, with what was seen last */
export async function waitUntil<T>(what: string, ask: () => Promise<T | undefined | false>, deadlineMs = 15_000): Promise<T> {
  const end = Date.now() + deadlineMs;
  let last: unknown;
  while (Date.now() < end) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    await sleep(25);
  }
  throw new Error(`${what} did not happen within ${deadlineMs} ms; last seen: ${String(last)}`);
}
