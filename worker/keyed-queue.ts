import type { Logger } from "@/lib/platform/logger";

/**
 * Runs `act` for each key that was added: never two at once for one key, at most `width` in all. A key added while it runs, runs once more after;
 * one whose act fails is tried again with the next `add`.
 */
export class KeyedQueue {
  readonly #waiting = new Set<string>();
  readonly #running = new Set<string>();
  readonly #act: (key: string) => Promise<void>;
  readonly #width: number;
  readonly #log: Pick<Logger, "error">;
  #idle: (() => void)[] = [];
  #closed = false;

  constructor(options: { act: (key: string) => Promise<void>; width: number; log: Pick<Logger, "error"> }) {
    this.#act = options.act;
    this.#width = options.width;
    this.#log = options.log;
  }

  add(key: string): void {
    if (this.#closed) return;
    this.#waiting.add(key);
    this.#next();
  }

  /** Takes nothing more in; resolves when what runs has ended. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#waiting.clear();
    if (this.#running.size > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  #next(): void {
    for (const key of this.#waiting) {
      if (this.#running.size >= this.#width) return;
      if (this.#running.has(key)) continue;
      this.#waiting.delete(key);
      this.#running.add(key);
      void this.#run(key);
    }
  }

  async #run(key: string): Promise<void> {
    try {
      await this.#act(key);
    } catch (err) {
      this.#log.error({ key, err }, "could not record what was seen");
    }
    this.#running.delete(key);
    this.#next();
    if (this.#running.size === 0) for (const resolve of this.#idle.splice(0)) resolve();
  }
}
