import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { Random } from "../chaos/random";
import { auditFaults, ourSwitches, strayWrites } from "../faults/outside";
import { Canaries } from "../masking/canaries";
import { databaseDump } from "../masking/database-dump";
import { findCanaries } from "../masking/find-canaries";
import { someAtATime } from "../rollback/some-at-a-time";
import type { RunningCluster } from "../support/clusters-global-setup";
import { kubeHttp } from "../support/kube-http";
import { startProduct, type Product } from "../support/product";
import { waitUntil } from "../support/wait-until";
import { newDir, openSessions, openWorker } from "./lines";
import { endInWords, runsOf, TO_THE_END_MS, wrongIn } from "./outcome";
import { Recorder } from "./recorder";
import { StormedBot } from "./stormed-bot";
import { walkStorm } from "./walk-storm";
import { weather } from "./weather";

const AT_A_TIME = 16;
const HOUR = 3_600_000;

export type Storm = { cluster: RunningCluster; program: string; seeds: readonly number[]; steps: number };
export type Outcome = { faults: string[]; met: Map<string, number>[] };

/** A bot for each seed, in a namespace with two workers, one of them with a clock that is wrong, on lines that fail. `program`: the worker's bundle. */
export async function runStorm({ cluster, program, seeds, steps }: Storm): Promise<Outcome> {
  const target = { cluster, admin: kubeHttp(cluster.url, cluster.adminToken), namespace: `s-${randomUUID().slice(0, 13)}` };
  await target.admin("POST", "/api/v1/namespaces", { metadata: { name: target.namespace } });
  const product = await startProduct({ kubeconfig: cluster.kubeconfig, namespace: target.namespace });
  const around = { target, product, dir: newDir() };
  const recorder = new Recorder(target);
  const random = new Random(seeds[0] ?? 0);
  try {
    await product.stopWorker();
    const shifts = [0, random.pick([-HOUR, 0, HOUR])];
    const sessions = await openSessions(around);
    const workers = await Promise.all(shifts.map((shift) => openWorker(around, program, shift)));
    const canaries = new Canaries();
    const bots = seeds.map((seed) => {
      const name = `bot-${seed}`;
      return new StormedBot(name, new Random(seed), target, recorder, sessions.ctx, canaries.named(`the token of ${name}`));
    });
    const troubles = weather(random, sessions, workers);
    await someAtATime(AT_A_TIME, bots, async (bot) => {
      bot.id = await firstRelease(bot, product);
      await walkStorm(bot, steps);
    });
    await troubles.stop();
    const isOver = async () => (await product.database.db.rollback.count({ where: { endedAt: null } })) === 0;
    await waitUntil("the end of every run", isOver, TO_THE_END_MS).catch(() => undefined);
    const faults = [...(await wrongRuns(bots, product, target)), ...(await wrongBeside(canaries, product, target))];
    await Promise.all([sessions, ...workers].map((each) => each.close()));
    return { faults, met: [...bots.map(({ met }) => met), troubles.times] };
  } finally {
    recorder.stop();
    await product.stop();
    await target.admin("DELETE", `/api/v1/namespaces/${target.namespace}`);
    rmSync(around.dir, { recursive: true, force: true });
  }
}

/** Brings a bot that becomes known good. Returns its id. */
async function firstRelease(bot: StormedBot, { database: { db } }: Product): Promise<string> {
  await bot.deploy("ready", true);
  const where = { name: bot.name, releases: { some: { knownGoodAt: { not: null } } } };
  const found = await waitUntil(`${bot.name} known good`, async () => (await db.bot.findFirst({ where })) ?? false, 60_000);
  return found.id;
}

type Place = { cluster: RunningCluster; namespace: string };

/** What is wrong with the runs of each bot, with all that led there. */
async function wrongRuns(bots: readonly StormedBot[], product: Product, target: Place): Promise<string[]> {
  const switches = ourSwitches(target);
  const { db } = product.database;
  const [releases, plans] = await Promise.all([
    db.release.findMany({ select: { id: true, version: true, config: true } }),
    db.rollbackPlan.findMany({ select: { id: true, choice: true } }),
  ]);
  const versions = new Map(releases.map(({ id, version }) => [id, version]));
  const asked = (planId: string, releaseId: string) => {
    const config = releases.find(({ id }) => id === releaseId)?.config ?? null;
    return `${plans.find(({ id }) => id === planId)?.choice} to ${versions.get(releaseId)} ${config === null ? "of unknown config" : JSON.stringify(config)}`;
  };
  const faults: string[] = [];
  for (const bot of bots) {
    const runs = await runsOf(product, bot.id);
    for (const { phase } of runs) bot.count(`ended as ${phase}`);
    const wrong = wrongIn(bot, runs, switches.get(bot.name) ?? [], (id) => versions.get(id) ?? "unknown");
    const ends = runs.map((run) => `${run.id}, ${asked(run.planId, run.toReleaseId)}, ${run.phase}: ${run.sentence}`);
    if (wrong.length > 0) faults.push([...wrong, endInWords(bot), ...bot.trace, ...ends].join("\n"));
  }
  return faults;
}

async function wrongBeside(canaries: Canaries, product: Product, target: Place): Promise<string[]> {
  const dump = await databaseDump(product.database.db);
  return [
    ...strayWrites(target).map((words) => `I6: ${words}`),
    ...(await auditFaults(product)).map((words) => `I2: ${words}`),
    ...dump.flatMap(({ table, rows }) => findCanaries(canaries.all, table, rows)).map((words) => `I7: ${words}`),
  ];
}
