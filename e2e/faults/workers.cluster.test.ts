import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { describeOnEachCluster } from "../support/clusters";
import { startProduct } from "../support/product";
import { waitUntil } from "../support/wait-until";
import { bundleProcess } from "./bundle-process";
import { manyBots } from "./many-bots";
import { auditFaults, ourSwitches, strayWrites } from "./outside";
import { isWhole, record } from "./results";
import { startWorkerProcess } from "./worker-process";

/** Long enough for the killed worker to be killed while it follows. */
const SLOW = { spec: { minReadySeconds: 3 } };
const HOUR = 3_600_000;
const TAKEN_OVER_MS = 15_000;

describeOnEachCluster(
  "X2, X21 one of two workers, whose clocks are two hours apart,",
  (target) => {
    test(
      "is killed with -9 while it follows: the other takes over within 15 s, and ends it neither early nor late",
      { timeout: 120_000 },
      async () => {
        const dir = mkdtempSync(path.join(tmpdir(), "lastgood-faults-"));
        const program = await bundleProcess("worker/main.ts");
        const { kubeconfig } = target.cluster;
        const product = await startProduct({ kubeconfig, namespace: target.namespace });
        try {
          const { url: databaseUrl, db } = product.database;
          const [bot] = await manyBots(target, product, { names: ["omniserve"], more: SLOW });
          if (!bot) throw new Error("there is no bot");
          await product.stopWorker();
          const around = { databaseUrl, kubeconfig, namespace: target.namespace, db, log: path.join(dir, "worker.log") };
          const workers = [
            await startWorkerProcess(program, { ...around, shiftMs: HOUR }),
            await startWorkerProcess(program, { ...around, shiftMs: -HOUR }),
          ];
          try {
            const rollbackId = await product.click(bot.id);
            const holder = await waitUntil(
              "a worker that follows",
              async () => {
                const { leaseHolder } = await db.rollback.findUniqueOrThrow({ where: { id: rollbackId } });
                return workers.find(({ id }) => id === leaseHolder);
              },
              40_000,
            );
            await holder.kill();
            const other = workers.find((worker) => worker !== holder);
            const isTaken = async () => (await db.rollback.findUniqueOrThrow({ where: { id: rollbackId } })).leaseHolder === other?.id;
            await waitUntil("the other one", isTaken, TAKEN_OVER_MS);
            const { leaseEpoch } = await db.rollback.findUniqueOrThrow({ where: { id: rollbackId } });
            const { sentence, startedAt, endedAt } = await product.rollback(rollbackId, ({ active }) => !active);
            const tookMs = Date.parse(endedAt ?? "") - Date.parse(startedAt);
            const written = ourSwitches(target).get("omniserve")?.length;
            const faults = [
              ...(sentence.startsWith("Recovered in ") ? [] : [sentence]),
              ...(tookMs > 0 && tookMs < HOUR / 2 ? [] : [`it took ${tookMs} ms`]),
              ...(written === 1 ? [] : [`${written} writes`]),
              ...(leaseEpoch >= 3 ? [] : [`it was taken over under epoch ${leaseEpoch}`]),
              ...strayWrites(target),
              ...(await auditFaults(product)),
            ];
            const injected = "kill -9 of the worker that follows: the other one took over within 15 s";
            for (const [fault, what] of [
              ["X2", injected],
              ["X21", "the clock of a worker forward by 1 h, and of the other back by 1 h"],
            ] as const)
              record({ fault, injected: what, cluster: target.cluster.name, times: 1, faults });
            expect(faults).toEqual([]);
          } finally {
            await Promise.all(workers.map((worker) => worker.kill()));
          }
        } finally {
          await product.stop();
          for (const file of [dir, program]) rmSync(file, { recursive: true, force: true });
        }
      },
    );
  },
  ({ name }) => isWhole || name === "practice",
);
