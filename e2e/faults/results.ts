import { appendFileSync, mkdirSync } from "node:fs";
import path from "node:path";

/** One kind of fault on one cluster: what was injected how often, and what did not hold. */
export type Result = { fault: string; injected: string; cluster: string; times: number; faults: readonly string[] };

/** Everything that there is, as `npm run chaos` asks for it; without it, a few of each. */
export const isWhole = process.env["LASTGOOD_CHAOS_WHOLE"] !== undefined;
const file = process.env["LASTGOOD_CHAOS_RESULTS"];

/** Keeps a result for the table of the whole run. */
export function record({ faults, ...result }: Result): void {
  if (file === undefined) return;
  mkdirSync(path.dirname(file), { recursive: true });
  appendFileSync(file, `${JSON.stringify({ ...result, broken: faults.length })}\n`);
}

/** The seed of a fault that goes by chance: the one that was asked for, else in a whole run one of this moment, which is printed so that it can be asked for. */
export function seedOf(fault: string): number {
  const asked = process.env["LASTGOOD_CHAOS_SEED"];
  if (asked !== undefined || !isWhole) return Number(asked ?? 1);
  const seed = Date.now() % 1_000_000;
  console.log(`${fault}: LASTGOOD_CHAOS_SEED=${seed}`);
  return seed;
}
