import { Recorder } from "@/e2e/storm/recorder";
import type { Stack } from "@/e2e/support/stack";
import { waitUntil } from "@/e2e/support/wait-until";
import { deploy, manifest, pathOf, type BotManifest } from "@/e2e/support/workloads";
import { isObject, type JsonObject } from "@/lib/platform/json";
import { personWithButton } from "./person-with-button";

const START_MS = [500, 2_000, 8_000, 30_000] as const;
const PAIRS = 4;
const REPLICAS = 3;

/** Of one pair: ms until every pod ran the target and no other was left, after a click and after a bare PATCH. */
export type Pair = { startMs: number; click: number; bare: number };

/** Rolls pairs of equal bots back, one by a click, the other by a bare PATCH of the same template at the same time: the second is what the orchestrator itself takes. */
export async function timeToTarget(stack: Stack): Promise<Pair[]> {
  const recorder = new Recorder({ cluster: stack.cluster, namespace: stack.namespace });
  try {
    return await timed(stack, recorder);
  } finally {
    recorder.stop();
  }
}

async function timed(stack: Stack, recorder: Recorder): Promise<Pair[]> {
  const pairs = START_MS.flatMap((startMs) => Array.from({ length: PAIRS }, (_, index) => ({ startMs, name: `${startMs}-${index}` })));
  const bots = pairs.flatMap(({ startMs, name }) => [`slow-click-${name}`, `slow-bare-${name}`].map((bot) => ({ startMs, bot })));
  for (const { bot, startMs } of bots) await deploy(stack, startingIn(startMs, { name: bot, version: "1.1.0", replicas: REPLICAS }));
  await isHealthy(stack, "1.1.0", bots.length);
  const templates = new Map(bots.map(({ bot }) => [bot, recorder.templates(bot, Date.now(), Date.now())[0]?.template]));
  for (const { bot } of bots) await deploy(stack, { name: bot, version: "1.2.0", replicas: REPLICAS });
  await isHealthy(stack, "1.2.0", bots.length);

  const { post, close } = await personWithButton(stack);
  const figures: Pair[] = [];
  for (const { startMs, name } of pairs) {
    const { id } = await stack.db.bot.findFirstOrThrow({ where: { name: `slow-click-${name}` } });
    const { id: planId } = await post(`/api/v1/bots/${id}/rollback-plans`, {});
    const way = async (bot: string, act: () => Promise<unknown>) => {
      const start = Date.now();
      await act();
      return waitUntil(`${bot} back`, async () => sinceWhenBack(recorder, bot, start) ?? false, 120_000);
    };
    const patch = [{ op: "replace", path: "/spec/template", value: templates.get(`slow-bare-${name}`) }];
    const [click, bare] = await Promise.all([
      way(`slow-click-${name}`, () => post("/api/v1/rollbacks", { planId })),
      way(`slow-bare-${name}`, () =>
        stack.admin("PATCH", pathOf(stack.namespace, "Deployment", `slow-bare-${name}`), patch, "application/json-patch+json"),
      ),
    ]);
    figures.push({ startMs, click, bare });
  }
  await close();
  return figures;
}

/** ms after `start`; null while it is not so. */
function sinceWhenBack(recorder: Recorder, bot: string, start: number): number | null {
  const isBack = (at: number) => {
    const pods = recorder.pods(bot, at);
    return pods.length === REPLICAS && pods.every(({ image, isReady }) => image === "omniserve:1.1.0" && isReady);
  };
  const at = recorder.changes(bot, start, Date.now()).find(isBack);
  return at === undefined ? null : at - start;
}

/** A bot whose pods take so long to be ready. */
function startingIn(startMs: number, bot: BotManifest): BotManifest {
  const { spec } = manifest(bot) as { spec: { template: { metadata: { annotations: JsonObject } } & JsonObject } };
  const { template } = spec;
  if (!isObject(template.metadata.annotations)) throw new Error("a template without annotations");
  const annotations = { ...template.metadata.annotations, "kubelet.test/start-ms": String(startMs) };
  return { ...bot, spec: { template: { ...template, metadata: { ...template.metadata, annotations } } } };
}

async function isHealthy({ db }: Stack, version: string, bots: number): Promise<void> {
  const good = version === "1.1.0" ? { knownGoodAt: { not: null } } : {};
  const where = { until: null, release: { version, ...good }, bot: { verdict: "healthy", name: { startsWith: "slow-" } } };
  await waitUntil(`${version} everywhere`, async () => (await db.rollout.count({ where })) === bots, 180_000);
}
