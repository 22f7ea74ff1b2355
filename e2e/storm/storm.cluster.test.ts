import { rmSync } from "node:fs";
import { expect, inject, test } from "vitest";
import { inWords, seedsFrom } from "../chaos/seeds";
import { bundleProcess } from "../faults/bundle-process";
import { record } from "../faults/results";
import { runStorm, type Outcome } from "./run-storm";

const asked = process.env["LASTGOOD_STORM_SEEDS"];
const steps = asked === undefined ? 8 : 24;
const seeds = seedsFrom(asked, 3);
/** As many share a namespace, a database and two workers. */
const TOGETHER = 50;
const clusters = inject("clusters").filter(({ name }) => asked !== undefined || name === "practice");

test.each(clusters.map((cluster) => [cluster.name, cluster] as const))(
  "whatever is done to bots, lines and processes: each run is true, single and ends, as the %s cluster itself tells",
  { timeout: 3 * 3_600_000 },
  async (_, cluster) => {
    const program = await bundleProcess("worker/main.ts");
    const outcomes: Outcome[] = [];
    try {
      for (let first = 0; first < seeds.length; first += TOGETHER)
        outcomes.push(await runStorm({ cluster, program, seeds: seeds.slice(first, first + TOGETHER), steps }));
    } finally {
      rmSync(program, { force: true });
    }
    const faults = outcomes.flatMap((outcome) => outcome.faults);
    const met = inWords(outcomes.flatMap((outcome) => outcome.met));
    if (asked !== undefined) console.log(`${seeds.length} seeds of ${steps} steps (${cluster.name}) met\n${met}`);
    const injected = `random walk of ${steps} steps beside cut lines, killed and halted workers, wrong clocks, other people's writes`;
    record({ fault: "X26", injected, cluster: cluster.name, times: seeds.length, faults });
    expect(faults.join("\n\n")).toBe("");
  },
);
