import { setTimeout as sleep } from "node:timers/promises";
import type { Behaviour } from "../support/workloads";
import { abort, click } from "./click";
import type { StormedBot } from "./stormed-bot";

/** Takes a bot at random through deploys, edits, other people's writes and clicks, without a pause for what is under way. */
export async function walkStorm(bot: StormedBot, steps: number): Promise<void> {
  for (let step = 0; step < steps; step++) {
    await bot.random.weigh(ACTS)(bot);
    await sleep(bot.random.pick([0, 0, 20, 100, 400, 1_500]));
  }
  await Promise.all(bot.beside);
}

type Act = (bot: StormedBot) => Promise<void>;

const ACTS: readonly (readonly [number, Act])[] = [
  [
    5,
    (bot) =>
      said(
        bot,
        "deploy",
        bot.deploy(
          bot.random.weigh<Behaviour>([
            [6, "ready"],
            [2, "never-ready"],
            [1, "crash"],
            [1, "image-pull"],
          ]),
          bot.random.chance(0.6),
        ),
      ),
  ],
  [2, (bot) => said(bot, "edit", bot.edit())],
  [1, (bot) => said(bot, "restart", bot.write("kubectl-rollout", withStamp(bot)))],
  [2, (bot) => putBack(bot, "kubectl-rollout")],
  [2, (bot) => said(bot, "scale", bot.write("autoscaler", { spec: { replicas: bot.random.below(4) } }))],
  [1, annotate],
  [3, (bot) => click(bot, bot.random.below(10))],
  [2, clickTwice],
  [8, clickAnywhere],
  [2, clickAndRevert],
  [2, (bot) => abort(bot, bot.random.below(10))],
  [4, settle],
];

const withStamp = (bot: StormedBot) => {
  const stamp = new Date(1_700_000_000_000 + bot.random.below(1_000_000_000)).toISOString();
  return { spec: { template: { metadata: { annotations: { "kubectl.kubernetes.io/restartedAt": stamp } } } } };
};

async function said(bot: StormedBot, words: string, done: Promise<void>): Promise<void> {
  bot.say(words);
  await done;
}

async function putBack(bot: StormedBot, by: string): Promise<void> {
  const past = bot.recorder.past(bot.name);
  if (past.length > 0) await said(bot, `put back by ${by}`, bot.putBack(by, bot.random.pick(past)));
}

async function annotate(bot: StormedBot): Promise<void> {
  bot.say("annotations without a pause");
  const storm = async () => {
    for (let round = 0; round < 20; round++) await bot.write("somebody", { metadata: { annotations: { storm: String(round) } } });
  };
  bot.beside.push(storm());
}

async function clickTwice(bot: StormedBot): Promise<void> {
  await Promise.all([click(bot, 1), click(bot, 2)]);
}

/** To any release that ever ran, by any choice. */
async function clickAnywhere(bot: StormedBot): Promise<void> {
  const { db } = bot.ctx(3);
  const releases = await db.release.findMany({ where: { botId: bot.id }, select: { id: true }, orderBy: { id: "asc" } }).catch(() => []);
  if (releases.length === 0) return;
  const choice = bot.random.pick(["code-and-config", "code-and-config", "code", "config"] as const);
  await click(bot, 3, { releaseId: bot.random.pick(releases).id, choice });
}

async function clickAndRevert(bot: StormedBot): Promise<void> {
  const former = bot.live;
  await click(bot, 4);
  if (!former) return;
  const after = bot.random.pick([0, 500, 2_000]);
  bot.beside.push(sleep(after).then(() => said(bot, `put back by gitops after ${after} ms`, bot.putBack("gitops", former))));
}

/** Until nothing runs any more. */
async function settle(bot: StormedBot): Promise<void> {
  bot.say("wait until nothing runs");
  const end = Date.now() + 8_000;
  while (Date.now() < end) {
    const running = await bot
      .ctx(5)
      .db.rollback.count({ where: { botId: bot.id, endedAt: null } })
      .catch(() => 1);
    if (running === 0) return;
    await sleep(100);
  }
}
