import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, inject } from "vitest";
import type { Target } from "../support/clusters";
import type { RunningCluster } from "../support/clusters-global-setup";
import { kubeHttp } from "../support/kube-http";
import { startProduct, type Product } from "../support/product";
import { manyBots, type Fleet, type ReadyBot } from "./many-bots";

export type Place = { target: Omit<Target, "kubectl" | "kubectlEdit">; product: Product; dir: string; bot(name: string): ReadyBot };

/** Runs tests that disturb a bot each, side by side, on each cluster: in one namespace, with one worker that nothing disturbs. */
export function onEachCluster(
  name: string,
  fleet: Fleet | ((cluster: RunningCluster) => Fleet),
  body: (place: () => Place, cluster: RunningCluster) => void,
): void {
  for (const cluster of inject("clusters")) {
    describe(`${name} (${cluster.name})`, () => {
      let place: Place | undefined;
      beforeAll(async () => {
        const namespace = `f-${randomUUID().slice(0, 13)}`;
        const admin = kubeHttp(cluster.url, cluster.adminToken);
        const target = { cluster, admin, namespace, as: (token: string | undefined) => kubeHttp(cluster.url, token) };
        await admin("POST", "/api/v1/namespaces", { metadata: { name: namespace } });
        const product = await startProduct({ kubeconfig: cluster.kubeconfig, namespace });
        const bots = await manyBots(target, product, typeof fleet === "function" ? fleet(cluster) : fleet);
        const bot = (wanted: string) => {
          const found = bots.find((one) => one.name === wanted);
          if (!found) throw new Error(`there is no bot ${wanted}`);
          return found;
        };
        place = { target, product, dir: mkdtempSync(path.join(tmpdir(), "lastgood-faults-")), bot };
      }, 120_000);
      afterAll(async () => {
        if (!place) return;
        const { target, product, dir } = place;
        await product.stop();
        await target.admin("DELETE", `/api/v1/namespaces/${target.namespace}`);
        rmSync(dir, { recursive: true, force: true });
      }, 60_000);
      body(() => {
        if (!place) throw new Error("nothing was set up");
        return place;
      }, cluster);
    });
  }
}
