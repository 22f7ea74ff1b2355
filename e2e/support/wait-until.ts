import { setTimeout as sleep } from "node:timers/promises";

/** Asks again and again until the answer is something. @throws when it is still nothing at the deadline, with what was seen last */
export async function waitUntil<T>(what: string, ask: () => Promise<T | undefined | false>, deadlineMs = 15_000): Promise<T> {
  const end = Date.now() + deadlineMs;
  let last: unknown;
  let pauseMs = 0;
  while (Date.now() < end) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    // What comes soon is seen soon; what takes long is not asked for so often that nothing else gets on.
    await sleep((pauseMs = Math.min(pauseMs + 25, 100)));
  }
  throw new Error(`${what} did not happen within ${deadlineMs} ms; last seen: ${String(last)}`);
}
