import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import type { BotCtx } from "@/lib/bots/ctx";
import type { Cluster } from "@/lib/cluster/types";
import { template, workload } from "@/lib/health/testing/sightings";
import { confirmRollback } from "./confirm-rollback";
import { driveToAccepted } from "./drive-to-accepted";
import { planRollback } from "./plan-rollback";
import { Scene } from "./testing/scene";

/** Longer than whatever lies between two requests of which neither waits for the other. */
const QUIET_MS = 100;

/** Holds every request until nothing more is asked for, then answers all of them at once: one round. */
function inRounds(cluster: Cluster, rounds: string[][]): Cluster {
  let round: string[] = [];
  let quiet = Promise.resolve();
  const held = (name: string) => {
    if (round.length === 0) {
      rounds.push(round);
      quiet = untilQuiet(round).then(() => void (round = []));
    }
    round.push(name);
    return quiet;
  };
  const hold = ([name, ask]: [string, unknown]) => {
    return [name, (...args: unknown[]) => held(name).then(() => (ask as (...args: unknown[]) => unknown)(...args))] as const;
  };
  return Object.fromEntries(Object.entries(cluster).map(hold)) as unknown as Cluster;
}

async function untilQuiet(round: readonly string[]): Promise<void> {
  for (let seen = -1; seen < round.length;) {
    seen = round.length;
    await delay(QUIET_MS);
  }
}

/** Its maps are called `rules-0` and so on, and hold something else in each version. */
async function deploy(scene: Scene, version: string, maps: number): Promise<void> {
  const envFrom = Array.from({ length: maps }, (_, index) => ({ configMapRef: { name: `rules-${index}` } }));
  for (const { configMapRef } of envFrom) scene.cluster.setConfigMap(configMapRef.name, { VERSION: version });
  const own = { ...template(version), spec: { containers: [{ name: "bot", image: `omniserve:${version}`, envFrom }] } };
  const generation = (scene.cluster.live?.generation ?? 0) + 1;
  scene.cluster.live = workload({ template: own, generation });
  await scene.observe();
  await scene.database.db.release.updateMany({ where: { version }, data: { knownGoodAt: scene.now, availableAt: scene.now } });
  scene.tick(60);
}

/** 2.2.0 is live, and going back to 2.1.0 takes this many copies. */
async function sceneWith(maps: number): Promise<{ scene: Scene; releaseId: string }> {
  const scene = await Scene.open();
  await deploy(scene, "2.1.0", maps);
  await deploy(scene, "2.2.0", maps);
  const { id } = await scene.database.db.release.findFirstOrThrow({ where: { version: "2.1.0" } });
  return { scene, releaseId: id };
}

/** A ctx of the scene whose requests to the cluster are counted in rounds. */
function roundsOf(scene: Scene): { ctx: BotCtx; rounds: string[][] } {
  const rounds: string[][] = [];
  const cluster = inRounds(scene.cluster.clusters.of({ name: "production", context: null }), rounds);
  return { ctx: { ...scene.ctx(), clusters: { of: () => cluster, close: async () => {} } }, rounds };
}

test.each([0, 1, 10])("a plan with %i copies asks for all of them together with everything else", async (maps) => {
  const { scene, releaseId } = await sceneWith(maps);
  try {
    const { ctx, rounds } = roundsOf(scene);
    await planRollback({ ctx, input: { botId: scene.botId, releaseId } });
    expect(rounds.map((round) => round.sort())).toEqual([
      ["getWorkload"],
      ...(maps > 0 ? [Array.from({ length: maps }, () => "getConfigMap")] : []),
      [...Array.from({ length: maps }, () => "createConfigMap"), "listPods", "listRevisions", "patchWorkload", "reviewAccess"],
    ]);
  } finally {
    await scene.close();
  }
});

test.each([0, 1, 3, 10])("a click with %i copies asks the cluster twice in a row", async (maps) => {
  const { scene, releaseId } = await sceneWith(maps);
  try {
    const { id: planId } = await planRollback({ ctx: scene.ctx(), input: { botId: scene.botId, releaseId } });
    const { ctx, rounds } = roundsOf(scene);
    const confirmation = await confirmRollback({ ctx, input: { planId, typedName: "omniserve" } });
    if (confirmation.kind === "started") await driveToAccepted({ ctx, run: confirmation.run, seen: confirmation.live });

    expect(await scene.database.db.rollback.findFirstOrThrow()).toMatchObject({ phase: "following" });
    expect(rounds.map((round) => round.sort())).toEqual([
      [...Array.from({ length: maps }, () => "createConfigMap"), "getWorkload"],
      ["patchWorkload"],
    ]);
  } finally {
    await scene.close();
  }
});
