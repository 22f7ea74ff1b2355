import type { Clock } from "./clock";
import type { Database } from "./db";

/** Every reading is a little old by the time it arrives: differences smaller than this are noise, and time must not go back for them. */
const NOISE_MS = 100;
/** A reading that took longer says too little, where there is one already. */
const SLOW_MS = 1_000;

/**
 * The database's time, so that every process has the same, whatever its own machine's clock says. Between readings it goes on by the monotonic clock, which
 * no change of the machine's time moves. Until the first reading it is the machine's.
 */
export class DatabaseClock implements Clock {
  /** The database's time when `performance.now()` was 0, in ms since 1970. */
  #origin: number | null = null;

  now(): Date {
    return this.#origin === null ? new Date() : new Date(this.#origin + performance.now());
  }

  /** Asks the database what time it is. */
  async read(db: Database): Promise<void> {
    const before = performance.now();
    const [row] = await db.$queryRaw<{ ms: number }[]>`select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`;
    const after = performance.now();
    if (!row) return;
    const origin = row.ms - (before + after) / 2;
    const isNoise = this.#origin !== null && (Math.abs(origin - this.#origin) < NOISE_MS || after - before > SLOW_MS);
    if (!isNoise) this.#origin = origin;
  }

  /** Reads it now and every so many ms. While the database does not answer, time goes on as it was. Keeps no process alive. */
  follow(db: Database, everyMs: number): void {
    const read = () => void this.read(db).catch(() => undefined);
    read();
    setInterval(read, everyMs).unref();
  }
}
