import { planRollback } from "@/lib/rollbacks/plan-rollback";
import { someAtATime } from "../rollback/some-at-a-time";
import type { Target } from "../support/clusters";
import type { Product } from "../support/product";
import { waitUntil } from "../support/wait-until";
import { configure, deploy, type BotManifest } from "../support/workloads";

export type ReadyBot = { name: string; id: string; planId: string };
export type Fleet = { names: readonly string[]; withConfig?: boolean; more?: Partial<BotManifest> };

const mapOf = (name: string) => `${name}-rules`;

/** Bots that run 1.2.0 over a known good 1.1.0, with or without a ConfigMap that was edited meanwhile, each with a plan back. */
export async function manyBots(target: Pick<Target, "admin" | "namespace">, product: Product, fleet: Fleet): Promise<ReadyBot[]> {
  await bring(target, product, fleet, "1.1.0");
  const { db } = product.database;
  const names = [...fleet.names];
  await waitUntil(
    "1.1.0 known good everywhere",
    async () =>
      (await db.release.count({ where: { version: "1.1.0", knownGoodAt: { not: null }, bot: { name: { in: names } } } })) === names.length,
    60_000,
  );
  await bring(target, product, fleet, "1.2.0");
  const ready: ReadyBot[] = [];
  await someAtATime(4, names, async (name) => {
    const { id } = await product.bot(name, ({ verdict, live }) => verdict === "healthy" && live?.release.version === "1.2.0");
    const good = await db.release.findFirstOrThrow({ where: { botId: id, version: "1.1.0", knownGoodAt: { not: null } } });
    const plan = await planRollback({ ctx: product.ctx(), input: { botId: id, releaseId: good.id } });
    ready.push({ name, id, planId: plan.id });
  });
  return names.flatMap((name) => ready.filter((bot) => bot.name === name));
}

async function bring(
  target: Pick<Target, "admin" | "namespace">,
  product: Product,
  { names, withConfig = false, more }: Fleet,
  version: string,
): Promise<void> {
  await someAtATime(8, names, async (name) => {
    if (withConfig) await configure(target, mapOf(name), { "rules.yaml": `version: ${version}\n` });
    await deploy(target, { replicas: 1, ...more, name, version, ...(withConfig ? { config: [mapOf(name)] } : {}) });
  });
}
