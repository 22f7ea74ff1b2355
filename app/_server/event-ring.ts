import { randomBytes } from "node:crypto";

/**
 * The last events of this process, so that a reader who comes back after a short break gets what it missed and need not read everything again.
 * An id names the process too: one that another process gave says nothing here.
 */
export class EventRing {
  readonly #process: string;
  readonly #most: number;
  readonly #kept: string[] = [];
  #last = 0;

  constructor({ process = randomBytes(6).toString("hex"), most = 1_000 }: { process?: string; most?: number } = {}) {
    this.#process = process;
    this.#most = most;
  }

  /** Keeps an event and gives it as it goes over the wire. */
  add(name: string, data: unknown): string {
    this.#last++;
    const text = this.event(name, data);
    this.#kept.push(text);
    if (this.#kept.length > this.#most) this.#kept.shift();
    return text;
  }

  /** An event for one reader alone: it carries the id of the last one that everybody got. */
  event(name: string, data: unknown): string {
    return `id: ${this.#process}-${this.#last}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
  }

  /** What came after the event with this id; null when that cannot be told, because it is too long ago or from another process. */
  since(id: string): string[] | null {
    const [, process, number] = /^([0-9a-z]+)-(\d{1,15})$/.exec(id) ?? [];
    const missed = this.#last - Number(number);
    if (process !== this.#process || missed < 0 || missed > this.#kept.length) return null;
    return missed === 0 ? [] : this.#kept.slice(-missed);
  }
}
