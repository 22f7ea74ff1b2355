import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import type { WorkloadKind } from "@/lib/cluster/types";
import type { JsonObject } from "@/lib/platform/json";
import { deletePodsInTheWay } from "@/lib/rollbacks/delete-pods-in-the-way";
import { planRollback } from "@/lib/rollbacks/plan-rollback";
import type { RollbackJson } from "@/lib/rollbacks/schemas";
import { assets, describeOnEachCluster } from "../support/clusters";
import { startProduct, type Product } from "../support/product";
import { waitUntil } from "../support/wait-until";
import { deploy, pathOf, type BotManifest } from "../support/workloads";

type Bot = Partial<BotManifest> & { kind: WorkloadKind; name: string };
const MERGE = "application/merge-patch+json";
const PARALLEL = { podManagementPolicy: "Parallel" };
const ON_DELETE = { updateStrategy: { type: "OnDelete" } };

// The practice cluster runs Deployments only.
describe.runIf(inject("clusters").some(({ name }) => name === "real"))("X18 StatefulSets and DaemonSets", () => {
  describeOnEachCluster(
    "a rollback",
    (target) => {
      let product: Product;
      beforeEach(async () => {
        product = await startProduct({ kubeconfig: target.cluster.kubeconfig, namespace: target.namespace });
      });
      afterEach(() => product.stop());

      const template = async ({ kind, name }: Bot) =>
        JSON.stringify((await target.admin("GET", pathOf(target.namespace, kind, name))).body);
      const recovered = (id: string) => product.rollback(id, ({ phase }) => phase === "recovered");
      const waiting = (id: string, count: number) => product.rollback(id, ({ inTheWay }) => inTheWay?.pods.length === count);
      const remove = async ({ id, inTheWay }: RollbackJson) => {
        const pods = (inTheWay?.pods ?? []).map(({ name, uid }) => ({ name, uid }));
        return deletePodsInTheWay({ ctx: product.ctx(), input: { id, pods } });
      };

      /** 1.1.0 is known good, then 1.2.0 is live and does as told; without a behaviour it crashes. */
      async function broken(bot: Bot) {
        await deploy(target, { ...bot, version: "1.1.0", behaviour: "ready" });
        await product.bot(bot.name, ({ live }) => live?.release.standing === "known-good");
        await deploy(target, { behaviour: "crash", ...bot, version: "1.2.0" });
        return product.bot(bot.name, ({ live }) => live?.release.version === "1.2.0");
      }

      async function byItself(bot: Bot) {
        const { id: botId } = await broken(bot);
        await product.bot(bot.name, ({ verdict }) => ["failing", "degraded"].includes(verdict));
        await recovered(await product.click(botId));
        expect(await template(bot)).toContain("omniserve:1.1.0");
        expect(await template(bot)).not.toContain("omniserve:1.2.0");
      }

      test("each kind comes back in its own way", async () => {
        await Promise.all([
          byItself({ kind: "StatefulSet", name: "parallel", spec: PARALLEL }),
          byItself({ kind: "DaemonSet", name: "daemon" }),
          stuckInOrder({ kind: "StatefulSet", name: "ordered" }),
          byHand({ kind: "StatefulSet", name: "by-hand", replicas: 2, spec: ON_DELETE, behaviour: "ready" }, 2),
          byHand({ kind: "DaemonSet", name: "daemon-by-hand", spec: ON_DELETE, behaviour: "ready" }, 1),
          partitioned({ kind: "StatefulSet", name: "partitioned", behaviour: "ready", spec: PARALLEL }),
        ]);
      });

      /** kubernetes#67250: its last pod crashes, and the StatefulSet waits for it. */
      async function stuckInOrder(bot: Bot) {
        const { id: botId } = await broken(bot);
        await product.bot(bot.name, ({ verdict }) => ["failing", "degraded"].includes(verdict));
        const run = await waiting(await product.click(botId), 1);
        expect(run.inTheWay?.pods).toMatchObject([{ name: "ordered-2", because: "stuck" }]);
        expect(await remove(run)).toEqual({ deleted: ["ordered-2"], kept: [] });
        await recovered(run.id);
      }

      /** Its pods are replaced only when they are deleted: by the command that is offered, which leaves a pod of another uid alone. */
      async function byHand(bot: Bot, pods: number) {
        const { id: botId } = await broken(bot);
        const mine = `/api/v1/namespaces/${target.namespace}/pods?labelSelector=app%3D${bot.name}`;
        await target.admin("DELETE", mine);
        await product.bot(bot.name, ({ verdict }) => verdict === "healthy");
        const run = await waiting(await product.click(botId), pods);
        const command = run.inTheWay?.command ?? "";
        const [first] = run.inTheWay?.pods ?? [];
        await expect(
          shell(command.replaceAll(first?.uid ?? "", "00000000-0000-0000-0000-000000000000").split("\n")[0] ?? ""),
        ).rejects.toThrow(/does not match the UID in record/);
        await shell(command);
        await recovered(run.id);
      }

      /** 1.2.0 went to all of it, then somebody set a partition. */
      async function partitioned(bot: Bot) {
        const { id: botId } = await broken(bot);
        await product.bot(bot.name, ({ verdict }) => verdict === "healthy");
        const updateStrategy = { type: "RollingUpdate", rollingUpdate: { partition: 2 } };
        await target.admin("PATCH", pathOf(target.namespace, bot.kind, bot.name), { spec: { updateStrategy } }, MERGE);
        const { guards } = await planRollback({ ctx: product.ctx(), input: { botId } });
        expect(guards.find(({ name }) => name === "partition")?.sentence).toContain("partitioned-0 and partitioned-1 stay on 1.2.0");
        const { sentence } = await recovered(await product.click(botId));
        expect(sentence).toContain("A partition keeps partitioned-0 and partitioned-1 on what they ran before (1.2.0).");
      }

      const shell = (command: string) =>
        promisify(execFile)("bash", ["-c", command], {
          env: { ...process.env, KUBECONFIG: target.cluster.kubeconfig, PATH: `${path.resolve(assets ?? "")}:${process.env["PATH"]}` },
        });

      test("of a DaemonSet, one of whose nodes does not answer: that is said, and why no other pod may be stopped", async () => {
        const nodes = ["a", "b"].map((letter) => `${target.namespace}-${letter}`);
        const own = { group: target.namespace };
        const taints = [{ key: "lastgood.test/own", value: target.namespace, effect: "NoSchedule" }];
        for (const name of nodes) await target.admin("POST", "/api/v1/nodes", { metadata: { name, labels: own }, spec: { taints } });
        try {
          await silentNode(nodes[1] ?? "", { nodeSelector: own, tolerations: [{ operator: "Exists" }] });
        } finally {
          for (const name of nodes) await target.admin("DELETE", `/api/v1/nodes/${name}`);
        }
      });

      async function silentNode(silent: string, pod: JsonObject) {
        const bot: Bot = { kind: "DaemonSet", name: "lookout", behaviour: "ready" };
        const { id: botId } = await broken({ ...bot, pod });
        await product.bot(bot.name, ({ verdict, live }) => verdict === "healthy" && live?.release.version === "1.2.0");
        const answerAgain = await fallSilent(silent);
        const id = await product.click(botId);
        const { sentence } = await product.rollback(id, ({ sentence: said }) => said.includes("does not answer"));
        expect(sentence).toContain(`Node ${silent} does not answer. Meanwhile no other pod may be stopped (maxUnavailable 1).`);
        await answerAgain();
        await recovered(id);
      }

      /** As the node lifecycle controller marks the pods of such a node; nobody there stops what is to be stopped. */
      async function fallSilent(node: string) {
        const pods = `/api/v1/namespaces/${target.namespace}/pods`;
        const { items } = (await target.admin("GET", pods)).body as {
          items: { metadata: JsonObject; spec: JsonObject; status: JsonObject }[];
        };
        const on = items.find(({ spec }) => spec.nodeName === node);
        const where = `${pods}/${on?.metadata.name as string}`;
        await target.admin("PATCH", where, { metadata: { finalizers: ["lastgood.test/silent"] } }, MERGE);
        const others = (on?.status.conditions as JsonObject[]).filter(({ type }) => type !== "Ready");
        await target.admin("PATCH", `${where}/status`, { status: { conditions: [...others, { type: "Ready", status: "False" }] } }, MERGE);
        return () => target.admin("PATCH", where, { metadata: { finalizers: null } }, MERGE);
      }

      test("imports what the cluster remembers of a StatefulSet as seen, never observed", async () => {
        await product.stopWorker();
        for (const version of ["1.0.0", "1.1.0", "1.2.0"]) {
          await deploy(target, { kind: "StatefulSet", version, replicas: 1, spec: PARALLEL });
          await waitUntil(`the revision of ${version}`, async () => {
            const { body } = await target.admin("GET", pathOf(target.namespace, "StatefulSet", "omniserve"));
            const { metadata, status } = body as { metadata: { generation: number }; status: { observedGeneration?: number } };
            return status.observedGeneration === metadata.generation;
          });
        }
        product.startWorker();
        const bot = await product.bot("omniserve", ({ verdict }) => verdict === "healthy");
        expect(bot.target).toMatchObject({ kind: "chosen", because: "imported", release: { version: "1.1.0", standing: "imported" } });
        expect(await product.database.db.rollout.count({ where: { origin: "imported" } })).toBe(2);
      });
    },
    ({ name }) => name === "real",
  );
});
