import { setTimeout as sleep } from "node:timers/promises";
import { FILES_FOLLOW_MS } from "@/lib/bots/config/config-pickup";
import type { MapContent } from "@/lib/bots/config/testing/pod-sight";
import { isObject, type JsonObject } from "@/lib/platform/json";
import { lookLive, viewOf } from "@/lib/rollbacks/live-view";
import { recordLive } from "@/lib/rollbacks/record-sides";
import { itemsOf } from "../rollback/corpus-bots";
import type { Target } from "../support/clusters";
import type { Product } from "../support/product";
import { waitUntil } from "../support/wait-until";
import { pathOf } from "../support/workloads";
import type { Fleet, LiveMap, Sight } from "./fleet";
import { OPTED_OUT } from "./shapes";

const BY = "fieldManager=ci";
/** What a run says that only waits for that. */
const FILES_FOLLOW = "files may take up to 2 minutes to follow";
const QUICK_PODS = { "kubelet.test/behaviour": "ready", "kubelet.test/start-ms": "50", "kubelet.test/stop-ms": "50" };
type Held = {
  metadata: { name: string; uid: string; resourceVersion: string };
  spec: { template: JsonObject };
  immutable?: boolean;
} & Partial<MapContent>;

/** Bots on a cluster that is asked over HTTP, with a worker that watches it. Its time is everybody's. */
export class KubeFleet implements Fleet {
  readonly optedOut = OPTED_OUT;
  readonly isTimeOurs = false;
  readonly #target: Pick<Target, "admin" | "namespace">;
  readonly #product: Product;
  readonly bots: readonly string[];

  constructor(target: Pick<Target, "admin" | "namespace">, product: Product, bots: readonly string[]) {
    [this.#target, this.#product, this.bots] = [target, product, bots];
  }

  ctx = () => this.#product.ctx();
  now = () => new Date();
  pass = () => sleep(20);

  async look(): Promise<Sight> {
    const [deployments, maps] = await Promise.all([this.#ask("GET", this.#deployments()), this.#ask("GET", this.#maps())]);
    const templates = heldIn(deployments).map(({ metadata, spec }) => [metadata.name, spec.template] as const);
    const own = heldIn(maps).filter(({ metadata }) => metadata.name !== "kube-root-ca.crt");
    return { templates: new Map(templates), maps: new Map(own.map((map) => [map.metadata.name, liveMap(map)])) };
  }

  async asHeld(template: JsonObject): Promise<JsonObject> {
    const metadata = isObject(template.metadata) ? template.metadata : {};
    const annotations = isObject(metadata.annotations) ? metadata.annotations : {};
    const quick = { ...template, metadata: { ...metadata, annotations: { ...annotations, ...QUICK_PODS } } };
    const held = await this.#ask("POST", `${this.#deployments()}?dryRun=All`, deployment("dry-run", quick));
    return (held as Held).spec.template;
  }

  async deploy(bot: string, template: JsonObject): Promise<void> {
    const there = await this.#target.admin("GET", this.#deployments(bot));
    if (there.status === 404) await this.#ask("POST", `${this.#deployments()}?${BY}`, deployment(bot, template));
    else await this.#ask("PATCH", `${this.#deployments(bot)}?${BY}`, [{ op: "replace", path: "/spec/template", value: template }]);
  }

  async put(name: string, content: MapContent): Promise<void> {
    const annotations = name === OPTED_OUT ? { "lastgood.dev/config": "ignore" } : {};
    const there = await this.#target.admin("GET", this.#maps(name));
    const map = { metadata: { name, annotations }, ...content };
    await (there.status === 404 ? this.#ask("POST", `${this.#maps()}?${BY}`, map) : this.#ask("PUT", `${this.#maps(name)}?${BY}`, map));
  }

  async drop(name: string): Promise<void> {
    await this.#target.admin("DELETE", this.#maps(name));
  }

  async remembered(bot: string): Promise<JsonObject[]> {
    const sets = heldIn(
      await this.#ask("GET", `/apis/apps/v1/namespaces/${this.#target.namespace}/replicasets?labelSelector=app%3D${bot}`),
    );
    return sets.map(({ spec }) => withoutHash(spec.template));
  }

  moveTags(): void {}

  async running(): Promise<Set<string>> {
    return new Set();
  }

  /** Waits until the worker has recorded what is live. */
  async observe(name: string): Promise<{ botId: string; releaseId: string }> {
    const { db } = this.ctx();
    return waitUntil(
      `record of ${name}`,
      async () => {
        const bot = await db.bot.findFirst({ where: { name }, include: { environment: true, rollouts: { where: { until: null } } } });
        const view = bot && viewOf(this.ctx(), bot);
        const live = view && (await lookLive(view));
        if (!bot || !live) return undefined;
        const { releaseId } = await recordLive(this.ctx(), { bot, view, live, at: this.now() });
        return bot.rollouts[0]?.releaseId === releaseId && { botId: bot.id, releaseId };
      },
      30_000,
    );
  }

  async advance(rollbackId: string): Promise<void> {
    const look = () => this.ctx().db.rollback.findUniqueOrThrow({ where: { id: rollbackId } });
    const ended = async (orElse: (sentence: string) => boolean) => {
      const { endedAt, phase, sentence } = await look();
      if (endedAt === null && !orElse(sentence)) throw new Error(`it is ${phase}: ${sentence}`);
      return true;
    };
    // A pod that was not started anew may see files two minutes later; nobody calls that recovered before.
    await waitUntil(`end of ${rollbackId}`, () => ended((sentence) => sentence.includes(FILES_FOLLOW)), 40_000);
    await waitUntil(`end of ${rollbackId}`, () => ended(() => false), FILES_FOLLOW_MS + 40_000);
  }

  /** Nothing here grows old enough. */
  async collect(): Promise<void> {}

  atNextSwitch(): boolean {
    return false;
  }

  #deployments(name?: string): string {
    return pathOf(this.#target.namespace, "Deployment", name);
  }

  #maps(name?: string): string {
    return `/api/v1/namespaces/${this.#target.namespace}/configmaps${name === undefined ? "" : `/${name}`}`;
  }

  async #ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const type = method === "PATCH" ? "application/json-patch+json" : "application/json";
    const answer = await this.#target.admin(method, path, body, type);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
}

function heldIn(list: unknown): Held[] {
  return itemsOf(list) as unknown as Held[];
}

function liveMap({ metadata, data = {}, binaryData = {}, immutable = false }: Held): LiveMap {
  return { data, binaryData, uid: metadata.uid, version: metadata.resourceVersion, immutable };
}

function deployment(name: string, template: JsonObject): JsonObject {
  const { labels } = template.metadata as { labels: JsonObject };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name },
    spec: { replicas: 1, selector: { matchLabels: labels }, template },
  };
}

function withoutHash(template: JsonObject): JsonObject {
  const metadata = template.metadata as { labels: Record<string, string> };
  const labels = Object.entries(metadata.labels).filter(([key]) => key !== "pod-template-hash");
  return { ...template, metadata: { ...metadata, labels: Object.fromEntries(labels) } };
}
