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
