import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { StartError } from "@/lib/platform/start-error";
import { tryMutants } from "./chaos/try-mutants";
import { writeTable } from "./chaos/write-table";
import { controlPlane } from "./test/control-plane";
import { runProgram } from "./test/run-program";

const IN_MEMORY = "1-1000";
const CALM = { practice: "1-100", real: "1-500" } as const;
const STORMS = { practice: "1-1000", real: "1-100" } as const;
const RESULTS = path.resolve(".lastgood", "chaos", "results.jsonl");

/**
 * `npm run chaos`: every fault on each cluster, then random walks of deploys, edits and rollbacks, in calm and in a storm of faults; writes what held into
 * docs/reliability.md. A failure names the seed that replays it: `-- --seeds A-B` (or N, or N,M) for those in memory, `-- --storm A-B` for those in a storm on the
 * practice cluster. `-- --faults`: only the faults. `-- --mutants`: whether the harness sees a product that is broken.
 */
export async function main([option, value]: readonly string[]): Promise<number> {
  if (option === "--mutants") return tryMutants();
  if (option === "--seeds") return inMemory(seedsIn(value));
  if (option === "--storm") return storm("practice", seedsIn(value));
  if (option !== undefined && option !== "--faults")
    throw new StartError("Say npm run chaos, or add -- --faults, or -- --mutants, or -- --seeds 1-100, or -- --storm 1-100");

  const codes = [await faults()];
  if (option === undefined) {
    codes.push(await inMemory(IN_MEMORY));
    for (const cluster of ["practice", "real"] as const)
      codes.push(await calm(cluster, CALM[cluster]), await storm(cluster, STORMS[cluster]));
  }
  writeTable(RESULTS);
  return Math.max(...codes);
}

async function faults(): Promise<number> {
  mkdirSync(path.dirname(RESULTS), { recursive: true });
  rmSync(RESULTS, { force: true });
  return vitest(["--project", "cluster", "e2e/faults"], { LASTGOOD_CHAOS_WHOLE: "1", LASTGOOD_CHAOS_RESULTS: RESULTS });
}

function inMemory(seeds: string): Promise<number> {
  return vitest(["--project", "database", "e2e/chaos"], { LASTGOOD_CHAOS_SEEDS: seeds, LASTGOOD_CHAOS_RESULTS: RESULTS });
}

function calm(cluster: keyof typeof CALM, seeds: string): Promise<number> {
  return vitest(on(cluster, "e2e/chaos"), { LASTGOOD_CHAOS_SEEDS: seeds, LASTGOOD_CHAOS_RESULTS: RESULTS });
}

function storm(cluster: keyof typeof STORMS, seeds: string): Promise<number> {
  return vitest(on(cluster, "e2e/storm"), { LASTGOOD_STORM_SEEDS: seeds, LASTGOOD_CHAOS_RESULTS: RESULTS });
}

/** Without the real control plane's programs there is nothing to do on it. */
function on(cluster: string, folder: string): string[] {
  return ["--project", "cluster", folder, "-t", `the ${cluster} cluster`, "--passWithNoTests"];
}

function seedsIn(value: string | undefined): string {
  if (value === undefined || !/^\d+(-\d+)?(,\d+(-\d+)?)*$/.test(value)) throw new StartError("Say which seeds: 7, or 1-100, or 7,12,30-40");
  return value;
}

async function vitest(args: readonly string[], env: Record<string, string>): Promise<number> {
  const real = controlPlane(process.env["KUBEBUILDER_ASSETS"]);
  const assets = "folder" in real ? real.folder : undefined;
  const { code, output } = await runProgram(["node_modules/vitest/vitest.mjs", "run", ...args], { ...env, KUBEBUILDER_ASSETS: assets });
  console.log(output);
  return code;
}
