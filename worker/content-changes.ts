import type { Clock } from "@/lib/platform/clock";

const REMEMBERED_MS = 3_600_000;
/** As many of one thing: what changes more often than that has changed too often, whoever asks. */
const MOST = 100;

/** When the content of each of many things changed within the last hour. */
export class ContentChanges {
  readonly #times = new Map<string, number[]>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(key: string): void {
    const times = this.#recent(key);
    times.push(this.#clock.now().getTime());
    this.#times.set(key, times.slice(-MOST));
  }

  /** Oldest first. */
  of(key: string): Date[] {
    return this.#recent(key).map((time) => new Date(time));
  }

  forgetOld(): void {
    for (const key of this.#times.keys()) if (this.#recent(key).length === 0) this.#times.delete(key);
  }

  #recent(key: string): number[] {
    const oldest = this.#clock.now().getTime() - REMEMBERED_MS;
    return (this.#times.get(key) ?? []).filter((time) => time > oldest);
  }
}
