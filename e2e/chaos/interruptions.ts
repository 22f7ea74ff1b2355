import { deployAnew, editMap, freshDeploy } from "./by-others";
import { editedContent } from "./contents";
import { SHAPES } from "./shapes";
import type { Walk, WalkedBot } from "./walk";

/** What somebody did before the click, does at the instant of the write, or did while nobody drove the run. */
export type Interruption = "none" | "before the click" | "at the write" | "while nobody drove it";

export async function somebodyInBetween(walk: Walk, bot: WalkedBot): Promise<Interruption> {
  const { random, fleet } = walk;
  const when = random.weigh<Interruption>([
    [6, "none"],
    [2, "before the click"],
    [2, "at the write"],
  ]);
  if (when === "before the click") await (random.chance(0.7) ? editMap(walk) : deployAnew(walk, bot));
  if (when !== "at the write") return when;
  const act = random.chance(0.7) ? editAtOnce(walk) : await deployAtOnce(walk, bot);
  return fleet.atNextSwitch(bot.name, act) ? when : "none";
}

/** Readied beforehand, because it must be done before anything is waited for. */
function editAtOnce(walk: Walk): () => void {
  const map = walk.random.pick([...walk.originals.keys()]);
  const content = editedContent(walk.originals.get(map) ?? { data: {}, binaryData: {} }, walk.random);
  return () => {
    walk.say(`at the instant of the write, edit ${map}: ${JSON.stringify(content)}`);
    void walk.put(map, content);
  };
}

async function deployAtOnce(walk: Walk, bot: WalkedBot): Promise<() => void> {
  const { shape, version, template } = await freshDeploy(walk, bot);
  return () => {
    walk.say(`at the instant of the write, deploy ${bot.name} ${version} of shape ${SHAPES.indexOf(shape)}`);
    void walk.deploy(bot, template, shape.maps);
  };
}

/** The process that was clicked on dies; somebody may come in between; the worker takes over. */
export async function dieAndResume(walk: Walk, id: string): Promise<Interruption> {
  walk.say("the process dies after it has written down the click");
  walk.met("a process that died");
  const { db } = walk.fleet.ctx();
  await db.rollback.update({ where: { id }, data: { leaseUntil: null } });
  const edited = walk.random.chance(0.5);
  if (edited) await editMap(walk);
  await walk.fleet.advance(id);
  return edited ? "while nobody drove it" : "none";
}
