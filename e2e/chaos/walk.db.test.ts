import { test } from "vitest";
import { declareEnvironments } from "@/lib/bots/declare-environments";
import { PRODUCTION } from "@/lib/bots/testing/watched-bot";
import { record } from "../faults/results";
import { someAtATime } from "../rollback/some-at-a-time";
import { freshDatabase } from "../support/postgres";
import { MemoryFleet } from "./memory-fleet";
import { inWords, seedsFrom } from "./seeds";
import { walkSeed } from "./walk-seed";

const asked = process.env["LASTGOOD_CHAOS_SEEDS"];
const steps = asked === undefined ? 16 : 24;
const seeds = seedsFrom(asked, 25);

test("whatever happens, pods see after a rollback what they saw before, on a cluster in memory", { timeout: 3_600_000 }, async () => {
  const failures: string[] = [];
  const met: Map<string, number>[] = [];
  await someAtATime(3, seeds, async (seed) => {
    const database = await freshDatabase();
    const fleet = new MemoryFleet(database, ["omniserve", "greeter"]);
    await declareEnvironments({ ctx: fleet.ctx(), input: { environments: [PRODUCTION] } });
    await walkSeed(seed, fleet, steps).then(
      (encounters) => met.push(encounters),
      (error: Error) => failures.push(error.message),
    );
    await database.drop();
  });
  if (asked !== undefined) console.log(`${seeds.length} seeds of ${steps} steps met\n${inWords(met)}`);
  const injected = `random walk of ${steps} steps, in memory, lists of ConfigMaps held back`;
  record({ fault: "X26", injected, cluster: "practice", times: seeds.length, faults: failures });
  if (failures.length > 0) throw new Error(failures.join("\n\n"));
});
