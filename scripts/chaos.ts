import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { StartError } from "@/lib/platform/start-error";
import { tryMutants } from "./chaos/try-mutants";
import { writeTable } from "./chaos/write-table";
import { controlPlane } from "./test/control-plane";
import { runProgram } from "./test/run-program";

const IN_MEMORY = "1-1000";
const ON_CLUSTERS = "1-100";
const RESULTS = path.resolve(".lastgood", "chaos", "results.jsonl");

/**
 * `npm run chaos`: every fault on each cluster, then random walks of deploys, edits and rollbacks; writes what held into docs/reliability.md.
 * `-- --seed N | --seeds A-B`: only those walks in memory; a failure names the seed that replays it. `-- --faults`: only the faults.
 * `-- --mutants`: whether the harness sees a product that is broken.
 */
export async function main([option, value]: readonly string[]): Promise<number> {
  if (option === "--mutants") return tryMutants();
  if (option === "--seed" || option === "--seeds") return walk("database", seedsIn(value));
  if (option !== undefined && option !== "--faults")
    throw new StartError("Say npm run chaos, or add -- --faults, or -- --mutants, or -- --seed 7, or -- --seeds 1-100");

  const codes = [await faults()];
  if (option === undefined) codes.push(await walk("database", IN_MEMORY), await walk("cluster", ON_CLUSTERS));
  writeTable(RESULTS);
  return Math.max(...codes);
}

async function faults(): Promise<number> {
  mkdirSync(path.dirname(RESULTS), { recursive: true });
  rmSync(RESULTS, { force: true });
  return vitest(["--project", "cluster", "e2e/faults"], { LASTGOOD_CHAOS_WHOLE: "1", LASTGOOD_CHAOS_RESULTS: RESULTS });
}

function walk(project: "database" | "cluster", seeds: string): Promise<number> {
  return vitest(["--project", project, "e2e/chaos"], { LASTGOOD_CHAOS_SEEDS: seeds, LASTGOOD_CHAOS_RESULTS: RESULTS });
}

function seedsIn(value: string | undefined): string {
  if (value === undefined || !/^\d+(-\d+)?$/.test(value)) throw new StartError("Say which seeds: -- --seed 7, or -- --seeds 1-100");
  return value;
}

async function vitest(args: readonly string[], env: Record<string, string>): Promise<number> {
  const real = controlPlane(process.env["KUBEBUILDER_ASSETS"]);
  const assets = "folder" in real ? real.folder : undefined;
  const { code, output } = await runProgram(["node_modules/vitest/vitest.mjs", "run", ...args], { ...env, KUBEBUILDER_ASSETS: assets });
  console.log(output);
  return code;
}
