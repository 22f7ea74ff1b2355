import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { someAtATime } from "../rollback/some-at-a-time";
import { describeOnEachCluster, onTheRealest, type Target } from "../support/clusters";
import { startProduct, type Product } from "../support/product";
import { waitUntil } from "../support/wait-until";
import { bundleProcess } from "./bundle-process";
import { clickUntilKilled, type Boundary, type Moment, type Place } from "./killed-click";
import { manyBots, type ReadyBot } from "./many-bots";
import { auditFaults, liveBots, ourSwitches, strayWrites } from "./outside";
import { isWhole, record } from "./results";

/** So long after another process may take over, a run has come to its end. */
const CONCLUDED_MS = 15_000;
/** In a short run the flavour with more boundaries stands for the other one. */
const FEW = 5;
const FLAVOURS = [
  ["code, and a copy of its config", true],
  ["code only", false],
] as const;

let place: Pick<Place, "program" | "dir">;
beforeAll(async () => {
  place = { program: await bundleProcess("e2e/faults/click-process.ts"), dir: mkdtempSync(path.join(tmpdir(), "lastgood-faults-")) };
});
afterAll(() => {
  for (const file of [place.dir, place.program]) rmSync(file, { recursive: true, force: true });
});

// What dies is ours, and what the cluster makes of half a write is in its contract: a short run kills it at the realest cluster only.
const on = (cluster: Target["cluster"]) => isWhole || onTheRealest(cluster);

function kill(target: Target): void {
  test.each(FLAVOURS.slice(0, isWhole ? 2 : 1))(
    "at each boundary of a click (%s): it concludes, and was written once or never",
    { timeout: 900_000 },
    async (flavour, withConfig) => {
      const product = await startProduct({ kubeconfig: target.cluster.kubeconfig, namespace: target.namespace });
      try {
        const { url: server, kubeconfig } = target.cluster;
        const at: Place = { ...place, server, kubeconfig, databaseUrl: product.database.url };
        const made = await manyBots(target, product, { names: names("first", isWhole ? 1 : FEW + 1), withConfig });
        const [first, ...few] = made as [ReadyBot, ...ReadyBot[]];
        const whole = await clickUntilKilled(at, { planId: first.planId, typedName: first.name }, null);
        expect(whole.said).toMatchObject({ kind: "done" });
        const moments = isWhole ? everyMoment(whole.boundaries) : tellingMoments(whole.boundaries).slice(0, FEW);
        const bots = isWhole ? await manyBots(target, product, { names: names("then", moments.length), withConfig }) : few;

        const killedAt = new Map<string, Moment & { wasKilled: boolean }>();
        await someAtATime(2, moments, async (moment) => {
          const bot = bots[moments.indexOf(moment)];
          if (!bot) return;
          const { wasKilled } = await clickUntilKilled(at, { planId: bot.planId, typedName: bot.name }, moment);
          killedAt.set(bot.name, { ...moment, wasKilled });
        });
        // Nobody drives them any more, so in a short run their leases need not be waited for.
        if (!isWhole) await product.database.db.rollback.updateMany({ where: { phase: "applying" }, data: { leaseUntil: new Date(0) } });
        await allConcluded(product);
        const faults = await faultsAfter(target, product, bots, (name) => JSON.stringify(killedAt.get(name)));
        record({
          fault: "X1",
          injected: `kill -9 at a boundary of a click, ${flavour}`,
          cluster: target.cluster.name,
          times: killedAt.size,
          faults,
        });
        expect(faults).toEqual([]);
      } finally {
        await product.stop();
      }
    },
  );
}

describeOnEachCluster("X1 a process killed with -9", kill, on);

function names(prefix: string, many: number): string[] {
  return Array.from({ length: many }, (_, index) => `${prefix}-${index}`);
}

/** Two chunks more than there were: the number of frames of HTTP/2 is not always the same. */
function everyMoment(boundaries: readonly Boundary[]): Moment[] {
  const chunks = Array.from({ length: boundaries.length + 2 }, (_, index) => index + 1);
  return chunks.flatMap((chunk) => (["before", "after"] as const).map((mode) => ({ chunk, mode })));
}

/** From the intent on: once it is written down, whatever the cluster is told, and the last word. */
function tellingMoments(boundaries: readonly Boundary[]): Moment[] {
  const numbered = boundaries.map((boundary, index) => ({ ...boundary, chunk: index + 1 }));
  const intent = numbered.find(({ words }) => words === "COMMIT")?.chunk ?? 1;
  const told = numbered.filter(({ line, chunk }) => line === "cluster" && chunk > intent).map(({ chunk }) => chunk);
  const chunks = [intent, ...told.slice(-2), boundaries.length];
  return [{ chunk: intent, mode: "before" }, ...chunks.map((chunk): Moment => ({ chunk, mode: "after" }))];
}

async function allConcluded({ database: { db } }: Product): Promise<void> {
  await waitUntil("the end of every run", async () => (await db.rollback.count({ where: { endedAt: null } })) === 0, 60_000);
}

/** I1, I2, I3, I5 and I6, by what the cluster's own log and objects say. */
async function faultsAfter(target: Target, product: Product, bots: readonly ReadyBot[], when: (name: string) => string): Promise<string[]> {
  const [live, runs] = await Promise.all([liveBots(target), product.database.db.rollback.findMany()]);
  const switches = ourSwitches(target);
  const each = bots.flatMap(({ name, id }) => {
    const own = runs.filter(({ botId }) => botId === id);
    const written = switches.get(name)?.length ?? 0;
    const image = live.get(name)?.image;
    const [run] = own;
    const say = (words: string) => [`${name}, killed ${when(name)}: ${words}`];
    if (own.length > 1) return say(`${own.length} runs`);
    if (!run) return written === 0 && image === "omniserve:1.2.0" ? [] : say(`no run, but ${written} writes and ${image}`);
    if (run.phase !== "recovered") return say(`${run.phase}: ${run.sentence}`);
    if (written !== 1 || image !== "omniserve:1.1.0") return say(`${written} writes, and it runs ${image}`);
    const tookMs = (run.endedAt?.getTime() ?? Infinity) - run.startedAt.getTime();
    return tookMs <= 12_000 + CONCLUDED_MS ? [] : say(`it took ${tookMs} ms`);
  });
  return [...each, ...strayWrites(target), ...(await auditFaults(product))];
}
