import { expect, test } from "vitest";
import { declareEnvironments } from "@/lib/bots/declare-environments";
import { PRODUCTION } from "@/lib/bots/testing/watched-bot";
import { freshDatabase } from "../support/postgres";
import { someAtATime } from "../rollback/some-at-a-time";
import { MemoryFleet } from "./memory-fleet";
import { walkSeed } from "./walk-seed";

const STEPS = 24;
const seeds = (process.env["LASTGOOD_CHAOS_SEEDS"] ?? "1-25").split("-").map(Number);
const [first = 1, last = first] = seeds;

test(`whatever happens, pods see after a rollback what they saw before (seeds ${first} to ${last})`, { timeout: 3_600_000 }, async () => {
  const failures: string[] = [];
  const all = new Map<string, number>();
  const numbers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  await someAtATime(3, numbers, async (seed) => {
    const database = await freshDatabase();
    const fleet = new MemoryFleet(database, ["omniserve", "greeter"]);
    await declareEnvironments({ ctx: fleet.ctx(), input: { environments: [PRODUCTION] } });
    const met = await walkSeed(seed, fleet, STEPS).catch((error: Error) => void failures.push(error.message));
    for (const [thing, times] of met ?? []) all.set(thing, (all.get(thing) ?? 0) + times);
    await database.drop();
  });
  if (process.env["LASTGOOD_CHAOS_SEEDS"])
    console.log(
      [...all]
        .sort()
        .map(([thing, times]) => `${times} × ${thing}`)
        .join("\n"),
    );
  expect(failures).toEqual([]);
});
