import { StartError } from "@/lib/platform/start-error";
import { runProgram } from "./test/run-program";

const ALL = "1-500";

/** `npm run chaos [-- --seed N | --seeds A-B]`: random walks of deploys, edits and rollbacks; a failure names the seed that replays it. */
export async function main([option, value]: readonly string[]): Promise<number> {
  const seeds = option === undefined ? ALL : option === "--seed" || option === "--seeds" ? value : undefined;
  if (seeds === undefined || !/^\d+(-\d+)?$/.test(seeds))
    throw new StartError("Say npm run chaos, or add -- --seed 7, or -- --seeds 1-100");
  const args = ["node_modules/vitest/vitest.mjs", "run", "--project", "database", "e2e/chaos"];
  const { code, output } = await runProgram(args, { LASTGOOD_CHAOS_SEEDS: seeds });
  console.log(output);
  return code;
}
