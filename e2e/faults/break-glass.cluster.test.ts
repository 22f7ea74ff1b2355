import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import pino from "pino";
import { expect, test } from "vitest";
import { replaceServices } from "@/app/_server/services";
import { callWith, credentialsFor } from "@/app/_server/testing/test-api";
import { openClusters } from "@/lib/cluster/clusters";
import { tcpProxy } from "@/lib/platform/testing/tcp-proxy";
import { systemClock } from "@/lib/platform/clock";
import { openDatabase } from "@/lib/platform/db";
import { openPulse } from "@/lib/platform/pulse";
import { TEST_SECRET_KEY, testVault } from "@/lib/platform/vault/testing/test-vault";
import { refreshIndex, refreshPlans } from "@/lib/rollbacks/spool/refresh-spool";
import type { BreakGlass } from "@/lib/rollbacks/spool/schemas";
import { openJournal } from "@/lib/rollbacks/spool/journal";
import { openSpool } from "@/lib/rollbacks/spool/spool";
import { assets } from "../support/clusters";
import { waitUntil } from "../support/wait-until";
import { deploy, pathOf } from "../support/workloads";
import { onEachCluster, type Place } from "./on-each-cluster";
import { liveBots } from "./outside";

const run = promisify(execFile);
const SECRET = "test secret, at least 32 characters";
const NAMES = ["silent", "restarted", "moved"];
const SAID = 'it\'s "$HOME" `id` \\ && <b> 日本 🎉\nLASTGOOD\n';

/** A web process whose line to PostgreSQL can be cut, with its spool. */
async function openWeb({ target, product }: Place) {
  const dataDir = mkdtempSync(path.join(tmpdir(), "lastgood-spool-"));
  const line = await tcpProxy(product.database.url);
  const db = openDatabase(line.url, { max: 3 });
  const pulse = openPulse(line.url);
  const spool = openSpool({ dataDir, secretKey: TEST_SECRET_KEY });
  const clusters = openClusters({ kubeconfig: target.cluster.kubeconfig, inCluster: false });
  const credentials = await credentialsFor({ ...product.ctx(), actor: { kind: "system", job: "test" } }, SECRET);
  const log = pino({ level: "silent" });
  const common = {
    databaseUrl: line.url,
    clusters,
    vault: testVault(),
    clock: systemClock,
    log,
    sessionSecret: SECRET,
    publicOrigin: null,
  };
  replaceServices({ ...common, db, breakGlass: { pulse, spool, journal: openJournal({ dataDir, secretKey: TEST_SECRET_KEY }) } });
  await refreshIndex(product.ctx(), spool);
  await refreshPlans(product.ctx(), spool, { botIds: null, freshness: new Map() });
  await Promise.all([db.$queryRaw`select 1`, pulse.beats(30_000), clusters.of({ name: "production", context: null }).version()]);
  const call = callWith(credentials);
  return {
    line,
    click: async (botId: string) => {
      const response = await call("POST", "/api/v1/rollbacks", { as: "operator", body: { planId: "plan_1", botId } });
      return (await response.json()) as BreakGlass & { code: string };
    },
    close: async () => {
      line.cut();
      await Promise.all([line.close(), pulse.close(), db.$disconnect(), clusters.close()]);
      rmSync(dataDir, { recursive: true });
    },
  };
}

onEachCluster("with PostgreSQL gone", { names: NAMES, withConfig: true, more: { env: { SAID } } }, (place) => {
  test(
    "X3 the commands that a click is answered with bring code and config back, and refuse where another release came",
    { timeout: 120_000 },
    async () => {
      const at = place();
      const { target } = at;
      const paste = ({ script }: BreakGlass, context: { kubeconfig: string }) =>
        run("bash", ["-c", script ?? ""], {
          env: { ...process.env, PATH: `${assets}:${process.env.PATH}`, KUBECONFIG: context.kubeconfig },
        });
      const objectOf = (name: string) => pathOf(target.namespace, "Deployment", name);
      // Their maps say 1.2.0 by now, so that what comes back needs copies.
      const web = await openWeb(at);
      try {
        const [silent, restarted, moved] = NAMES.map((name) => at.bot(name)) as [
          ReturnType<Place["bot"]>,
          ReturnType<Place["bot"]>,
          ReturnType<Place["bot"]>,
        ];
        const stamp = {
          spec: { template: { metadata: { annotations: { "kubectl.kubernetes.io/restartedAt": "2026-11-21T10:00:00Z" } } } },
        };
        await target.admin("PATCH", objectOf("restarted"), stamp, "application/merge-patch+json");
        web.line.swallow();
        const [first, second, third] = [await web.click(silent.id), await web.click(restarted.id), await web.click(moved.id)];
        for (const answer of [first, second, third]) expect(answer).toMatchObject({ code: "database-gone", from: "1.2.0", to: "1.1.0" });
        await deploy(target, { name: "moved", version: "1.3.0", replicas: 1 });
        await paste(first, target.cluster);
        await paste(second, target.cluster);
        await expect(paste(third, target.cluster)).rejects.toThrow();

        const live = await liveBots(target);
        expect(NAMES.map((name) => live.get(name)?.image)).toEqual(["omniserve:1.1.0", "omniserve:1.1.0", "omniserve:1.3.0"]);
        const copy = first.commands[0]?.command.match(/get configmap (\S+)/)?.[1] ?? "";
        expect(JSON.stringify(live.get("silent")?.template)).toContain(copy);
        const { body } = await target.admin("GET", `/api/v1/namespaces/${target.namespace}/configmaps/${copy}`);
        expect(body).toMatchObject({ immutable: true, data: { "rules.yaml": "version: 1.1.0\n" } });

        // Once it is back, the worker knows what was done.
        await waitUntil("the bot to be known to run 1.1.0", async () => {
          const open = await at.product.database.db.rollout.findFirst({
            where: { botId: silent.id, until: null },
            include: { release: true },
          });
          return open?.release.version === "1.1.0";
        });
        // Pasting it twice does nothing.
        await expect(paste(first, target.cluster)).rejects.toThrow();
      } finally {
        await web.close();
      }
    },
  );
});
