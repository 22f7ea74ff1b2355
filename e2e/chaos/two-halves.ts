import { editedContent } from "./contents";
import { deployAnew } from "./by-others";
import type { Walk, WalkedBot } from "./walk";

/** A pipeline that applies a map and a template one after the other, with a look in between: one release at most comes of it. @throws otherwise */
export async function twoHalves(walk: Walk): Promise<void> {
  const { random, fleet } = walk;
  if (!fleet.isTimeOurs) return;
  const bot = random.pick(walk.bots);
  for (const other of walk.bots) await walk.observe(other);
  await walk.check();
  await fleet.pass(30);
  const before = await counts(walk, bot);
  const halves = [() => deployAnew(walk, bot), () => editSome(walk, bot)];
  const [first, second] = random.chance(0.5) ? halves : halves.toReversed();
  await first?.();
  const isKnown = bot.past.knows((await walk.running(bot)).meaning);
  const half = await walk.observe(bot);
  await fleet.pass(1 + random.below(8));
  await second?.();
  await walk.observe(bot);
  const after = await counts(walk, bot);
  walk.say(`in two halves: ${JSON.stringify([inWords(before), inWords(after)])}`);
  // What only a plan has written down before stays too.
  const isNews = !isKnown && !before.ids.has(half);
  if (isNews && (after.releases > before.releases + 1 || after.rollouts > before.rollouts + 1)) {
    throw new Error(`a deploy of ${bot.name} in two halves became ${JSON.stringify(inWords(before))} → ${JSON.stringify(inWords(after))}`);
  }
}

async function editSome(walk: Walk, bot: WalkedBot): Promise<void> {
  const map = bot.maps.find((name) => walk.originals.has(name)) ?? "a";
  const content = editedContent(walk.originals.get(map) ?? { data: {}, binaryData: {} }, walk.random);
  walk.say(`edit ${map}: ${JSON.stringify(content)}`);
  await walk.put(map, content);
}

/** Without what the cluster remembers and nobody saw live. */
async function counts(walk: Walk, { id: botId }: WalkedBot) {
  const { db } = walk.fleet.ctx();
  const where = { botId, origin: { not: "imported" } };
  const [releases, rollouts, all] = await Promise.all([
    db.release.count({ where }),
    db.rollout.count({ where }),
    db.release.findMany({ where: { botId }, select: { id: true } }),
  ]);
  return { releases, rollouts, ids: new Set(all.map(({ id }) => id)) };
}

function inWords({ releases, rollouts }: { releases: number; rollouts: number }) {
  return { releases, rollouts };
}
