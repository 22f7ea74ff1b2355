import { deployAnew, templateOf } from "./by-others";
import type { Fleet } from "./fleet";
import { freshContent } from "./contents";
import { Random } from "./random";
import { MAPS, SHAPES } from "./shapes";
import { STEPS } from "./steps";
import { storedIsWhatRan } from "./stored";
import { Walk } from "./walk";

/** Walks at random through deploys, edits and rollbacks; the same way for the same seed. @throws at the first step after which something does not hold */
export async function walkSeed(seed: number, fleet: Fleet, steps: number): Promise<Map<string, number>> {
  const random = new Random(seed);
  const walk = new Walk(fleet, random);
  try {
    for (const map of MAPS) await walk.put(map, freshContent(random));
    for (const bot of walk.bots) {
      const shape = random.pick(SHAPES);
      await walk.deploy(bot, await fleet.asHeld(templateOf(shape, "1.0.0", bot)), shape.maps);
      await walk.observe(bot);
    }
    await fleet.pass(700);
    for (const bot of walk.bots) await deployAnew(walk, bot);
    for (let step = 0; step < steps; step++) {
      await fleet.pass(random.pick([0, 1, 3, 15, 700]));
      await random.weigh(STEPS)(walk);
      for (const bot of walk.bots) if (random.chance(0.8) || !fleet.isTimeOurs) await walk.observe(bot);
      await walk.check();
    }
    await storedIsWhatRan(walk);
    return walk.encounters;
  } catch (error) {
    const trace = walk.trace.map((words, index) => `${index + 1}. ${words}`).join("\n");
    throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}\n${trace}`, { cause: error });
  }
}
