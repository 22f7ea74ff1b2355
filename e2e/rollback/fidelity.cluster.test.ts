import { isDeepStrictEqual } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { PodSight } from "@/lib/bots/config/testing/pod-sight";
import { whatPodsSee } from "@/lib/bots/config/testing/what-pods-see";
import type { JsonObject } from "@/lib/platform/json";
import { planRollback } from "@/lib/rollbacks/plan-rollback";
import { writes } from "../support/audit-log";
import { describeOnEachCluster, onTheRealest, type Target } from "../support/clusters";
import { startProduct, type Product } from "../support/product";
import { waitUntil } from "../support/wait-until";
import { pathOf } from "../support/workloads";
import { corpusBots, deploymentOf, itemsOf } from "./corpus-bots";
import { someAtATime } from "./some-at-a-time";

const AT_ONCE = 16;
const LEGAL = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const bots = corpusBots();

// The contract suite holds both clusters to the same templates and maps, and e2e/chaos walks bots on both: the corpus is brought back on the realest.
describeOnEachCluster("what pods see after a rollback", fidelity, onTheRealest);

function fidelity(target: Target): void {
  let product: Product;
  beforeEach(async () => {
    product = await startProduct({ kubeconfig: target.cluster.kubeconfig, namespace: target.namespace });
  });
  afterEach(() => product.stop());

  const mapsPath = () => `/api/v1/namespaces/${target.namespace}/configmaps`;
  const send = async (method: string, path: string, body?: unknown, type?: string) => {
    const answer = await target.admin(method, path, body, type);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const maps = async () =>
    new Map(itemsOf(await send("GET", mapsPath())).map((map) => [(map.metadata as { name: string }).name, map] as const));
  const templates = async () =>
    new Map(
      itemsOf(await send("GET", pathOf(target.namespace, "Deployment"))).map(({ metadata, spec }) => [
        (metadata as { name: string }).name,
        (spec as { template: JsonObject }).template,
      ]),
    );
  /** What the pods of each bot see now, by the templates and the maps in the cluster. */
  const sights = async (): Promise<Map<string, PodSight>> => {
    const content = new Map(
      [...(await maps())].map(([name, { data = {}, binaryData = {} }]) => [
        name,
        { data: data as Record<string, string>, binaryData: binaryData as Record<string, string> },
      ]),
    );
    return new Map([...(await templates())].map(([name, template]) => [name, whatPodsSee(template, content)]));
  };
  const live = (version: string) =>
    waitUntil(
      `${version} of every bot`,
      async () => {
        const rollouts = await product.database.db.rollout.findMany({
          where: { until: null, release: { version: { startsWith: version }, hashVersion: 2 } },
          select: { releaseId: true, bot: { select: { id: true, name: true } } },
        });
        return rollouts.length === bots.length && new Map(rollouts.map(({ bot, releaseId }) => [bot.name, { botId: bot.id, releaseId }]));
      },
      120_000,
    );
  const differing = (a: Map<string, unknown>, b: Map<string, unknown>) =>
    bots.filter(({ name }) => !isDeepStrictEqual(a.get(name), b.get(name))).map(({ title }) => title);

  test(
    "is byte for byte what they saw before, for every form of reference, and nobody's map was written",
    { timeout: 300_000 },
    async () => {
      // The corpus reads it beside its ConfigMaps. The practice cluster has no Secrets, and is not asked for any.
      if (target.cluster.name === "real")
        await send("POST", `/api/v1/namespaces/${target.namespace}/secrets`, { metadata: { name: "bot-token" } });
      const contents = bots.flatMap((bot) => [...bot.maps].map(([name, content]) => ({ metadata: { name }, ...content })));
      await someAtATime(AT_ONCE, contents, (map) => send("POST", mapsPath(), map));
      await someAtATime(AT_ONCE, bots, (bot) => send("POST", pathOf(target.namespace, "Deployment"), deploymentOf(bot, bot.template)));
      const former = await live("1.1.0");
      const before = await sights();

      const edits = bots.flatMap(({ next }) => [...next.maps]);
      await someAtATime(AT_ONCE, edits, ([name, content]) =>
        content ? send("PUT", `${mapsPath()}/${name}`, { metadata: { name }, ...content }) : send("DELETE", `${mapsPath()}/${name}`),
      );
      await someAtATime(AT_ONCE, bots, ({ name, next }) => {
        const patch = [{ op: "replace", path: "/spec/template", value: next.template }];
        return send("PATCH", pathOf(target.namespace, "Deployment", name), patch, "application/json-patch+json");
      });
      const others = await maps();
      expect(differing(before, await sights()).length).toBeGreaterThan(40);

      await someAtATime(AT_ONCE, bots, async ({ name }) => {
        const { botId = "", releaseId } = former.get(name) ?? {};
        await product.click(botId, releaseId);
      });
      expect(differing(before, await sights())).toEqual([]);
      expect(differing(former, await live("1.1.0"))).toEqual([]);
      await someAtATime(AT_ONCE, [...former.values()].slice(0, 5), ({ botId, releaseId }) =>
        expect(planRollback({ ctx: product.ctx(), input: { botId, releaseId } })).rejects.toMatchObject({ code: "already-live" }),
      );

      const after = await maps();
      expect([...others].filter(([name, map]) => !isDeepStrictEqual(after.get(name), map))).toEqual([]);
      const copies = [...after.keys()].filter((name) => !others.has(name));
      expect(copies.filter((name) => !LEGAL.test(name))).toEqual([]);
      const ours = writes(target.cluster.auditLog, { resource: "configmaps", namespace: target.namespace }).filter(
        ({ userAgent, requestURI }) => userAgent === "lastgood" && !requestURI.includes("dryRun"),
      );
      expect(new Set(ours.map(({ verb }) => verb))).toEqual(new Set(["create"]));
      expect(ours.map(({ requestObject }) => (requestObject as { metadata: { name: string } }).metadata.name).sort()).toEqual(
        copies.sort(),
      );
    },
  );
}
