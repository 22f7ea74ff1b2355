import { ClusterError } from "@/lib/cluster/cluster-error";
import type { Clock } from "@/lib/platform/clock";

/** Many pods may be in trouble at once, and their cluster too: it is asked so much at a time, and so often in a second. */
const AT_ONCE = 4;
const A_SECOND = 10;
const TRIES = 2;
/** A right that is missing is asked for again now and then: somebody may grant it. */
const FORBIDDEN_MS = 60_000;
const KEPT_MS = 600_000;

type Entry = { answer: unknown; version: string; askedAt: number; wantedAt: number; failures: number; pending: boolean };

export type Question<T> = {
  key: string;
  /** The answer holds for so long; null: until `version` changes. */
  everyMs: number | null;
  version?: string;
  /** What needs a right of its own, such as `log support`. */
  right: string;
  ask: () => Promise<T>;
  onNews: () => void;
};

/** Answers to questions that nobody waits for: what is known is given at once, what is not is asked beside, and told of once it is there. */
export class Answers {
  readonly #entries = new Map<string, Entry>();
  readonly #forbidden = new Map<string, number>();
  readonly #clock: Clock;
  #started: number[] = [];
  #running = 0;
  #sweptAt = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether no answer is awaited. */
  get idle(): boolean {
    return this.#running === 0;
  }

  /** The last answer, whatever became of later tries; undefined: none yet. */
  to<T>(question: Question<T>): T | undefined {
    const now = this.#clock.now().getTime();
    this.#sweep(now);
    const fresh = { answer: undefined, version: "", askedAt: -Infinity, wantedAt: now, failures: 0, pending: false };
    const entry: Entry = this.#entries.get(question.key) ?? fresh;
    entry.wantedAt = now;
    this.#entries.set(question.key, entry);
    if (!entry.pending && this.#isDue(entry, question, now) && this.#mayAsk(question.right, now)) void this.#ask(entry, question, now);
    return entry.answer as T | undefined;
  }

  #isDue({ askedAt, version, failures }: Entry, { everyMs, version: wanted = "" }: Question<unknown>, now: number): boolean {
    if (askedAt === -Infinity || version !== wanted) return true;
    return everyMs === null ? failures > 0 && failures < TRIES && now - askedAt >= 3_000 : now - askedAt >= everyMs;
  }

  #mayAsk(right: string, now: number): boolean {
    if ((this.#forbidden.get(right) ?? 0) > now || this.#running >= AT_ONCE) return false;
    this.#started = this.#started.filter((at) => now - at < 1_000);
    return this.#started.length < A_SECOND;
  }

  async #ask<T>(entry: Entry, { version = "", right, ask, onNews }: Question<T>, now: number): Promise<void> {
    this.#running += 1;
    this.#started.push(now);
    if (entry.version !== version) entry.failures = 0;
    Object.assign(entry, { pending: true, askedAt: now, version });
    try {
      const answer = await ask();
      const isNews = JSON.stringify(answer) !== JSON.stringify(entry.answer);
      Object.assign(entry, { answer, failures: 0 });
      if (isNews) onNews();
    } catch (error) {
      entry.failures += 1;
      if (error instanceof ClusterError && error.reason === "forbidden") this.#forbidden.set(right, now + FORBIDDEN_MS);
    } finally {
      entry.pending = false;
      this.#running -= 1;
    }
  }

  #sweep(now: number): void {
    if (now - this.#sweptAt < KEPT_MS / 10) return;
    this.#sweptAt = now;
    for (const [key, { wantedAt, pending }] of this.#entries) if (!pending && now - wantedAt > KEPT_MS) this.#entries.delete(key);
  }
}
