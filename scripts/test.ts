import { StartError } from "@/lib/platform/start-error";
import { controlPlane } from "./test/control-plane";
import type { Outcome, Stage } from "./test/stage";
import { stages } from "./test/stages";

/**
 * `npm test [-- stage…]`: every stage, also after one that failed, and at the end `N passed, N failed`. With KUBEBUILDER_ASSETS set the cluster and
 * browser tests run on a real control plane as well.
 */
export async function main(only: readonly string[]): Promise<number> {
  const real = controlPlane(process.env.KUBEBUILDER_ASSETS);
  const all = stages({ KUBEBUILDER_ASSETS: "folder" in real ? real.folder : undefined });
  const names = all.flat(2).map(({ name }) => name);
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new StartError(`There is no stage "${unknown}". There are: ${names.join(", ")}.`);

  const outcomes: Outcome[] = [];
  const runLane = async (lane: Stage[]) => {
    for (const stage of lane) if (only.length === 0 || only.includes(stage.name)) outcomes.push(await runAndTell(stage));
  };
  for (const lanes of all) await Promise.all(lanes.map(runLane));
  const sum = (key: "passed" | "failed" | "skipped") => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  if ("missing" in real) console.log(`\n${real.missing}`);
  console.log(`\n${inWords(sum("passed"), sum("failed"), sum("skipped"))}`);
  return sum("failed") === 0 ? 0 : 1;
}

async function runAndTell({ name, run }: Stage): Promise<Outcome> {
  const started = Date.now();
  const outcome = await run();
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  const { passed, failed, skipped, output } = outcome;
  if (failed > 0) console.log(`\n――― ${name} ―――\n${output.trimEnd()}\n`);
  console.log(`${failed > 0 ? "✗" : "✓"} ${name.padEnd(9)} ${seconds.padStart(6)} s  ${inWords(passed, failed, skipped)}`);
  return outcome;
}

function inWords(passed: number, failed: number, skipped: number): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
