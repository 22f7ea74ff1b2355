import { setTimeout as delay } from "node:timers/promises";

const LOOK_EVERY_MS = 100;

/** Whether `url` answers with a 2xx within `withinMs`. */
export async function answersWithin(url: string, withinMs: number, signal?: AbortSignal): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (Date.now() < deadline && !signal?.aborted) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return true;
    await delay(LOOK_EVERY_MS);
  }
  return false;
}
