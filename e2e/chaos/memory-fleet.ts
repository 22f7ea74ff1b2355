import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import pino from "pino";
import { configReferences } from "@/lib/bots/config/config-references";
import type { MapContent } from "@/lib/bots/config/testing/pod-sight";
import { whatPodsSee } from "@/lib/bots/config/testing/what-pods-see";
import type { BotCtx } from "@/lib/bots/ctx";
import { lookAt } from "@/lib/bots/look-at";
import { observeBot } from "@/lib/bots/observe-bot";
import { proveKnownGood } from "@/lib/bots/prove-known-good";
import { KIM, PRODUCTION } from "@/lib/bots/testing/watched-bot";
import type { Snapshot } from "@/lib/bots/types";
import type { Cluster, ConfigMap, FieldOwner, Pod, Workload } from "@/lib/cluster/types";
import { container, pod, replicaSet, workload } from "@/lib/health/testing/sightings";
import { newId } from "@/lib/platform/ids";
import { isObject, type JsonObject } from "@/lib/platform/json";
import { advanceRollback } from "@/lib/rollbacks/advance-rollback";
import { collectCopies } from "@/lib/rollbacks/collect-copies";
import { FakeCluster } from "@/lib/rollbacks/testing/fake-cluster";
import { WORKER } from "@/lib/rollbacks/testing/scene";
import type { FreshDatabase } from "../support/postgres";
import { testVault } from "@/lib/platform/vault/testing/test-vault";
import type { Fleet, Sight } from "./fleet";
import { OPTED_OUT } from "./shapes";

const NAMESPACE = "support";
/** As many templates as a Deployment's controller remembers here. */
const REVISIONS = 4;

/** Bots of one replica and their maps in a namespace in memory, with a clock that is moved by hand. */
export class MemoryFleet implements Fleet {
  readonly bots: readonly string[];
  readonly optedOut = OPTED_OUT;
  readonly isTimeOurs = true;
  readonly #database: FreshDatabase;
  readonly #vault = testVault();
  readonly #maps = new FakeCluster();
  readonly #clusters = new Map<string, FakeCluster>();
  readonly #interferences = new Map<string, () => void>();
  readonly #cluster = this.#door();
  #now = new Date("2026-01-31T10:00:00Z");
  #push = 1;
  /** The list of ConfigMaps as it was before the last step: each list is watched by itself, and may come later than the object. */
  #held: ReadonlyMap<string, ConfigMap> = new Map();

  constructor(database: FreshDatabase, bots: readonly string[]) {
    [this.#database, this.bots] = [database, bots];
    for (const bot of bots) {
      const cluster = new FakeCluster();
      cluster.live = null;
      this.#clusters.set(bot, cluster);
    }
  }

  ctx(): BotCtx {
    return {
      actor: KIM,
      db: this.#database.db,
      clusters: { of: () => this.#cluster, close: async () => {} },
      vault: this.#vault,
      clock: { now: () => this.#now },
      log: pino({ level: "silent" }),
      requestId: newId("req"),
    };
  }

  now = () => this.#now;

  async pass(seconds: number): Promise<void> {
    this.#now = new Date(this.#now.getTime() + seconds * 1000);
    this.#held = new Map(this.#maps.configMaps);
  }

  async look(): Promise<Sight> {
    const templates = [...this.#clusters].flatMap(([bot, { live }]) => (live ? [[bot, live.template] as const] : []));
    const maps = [...this.#maps.configMaps].map(([name, { data, binaryData, uid, resourceVersion, immutable }]) => {
      return [name, { data, binaryData, uid, version: resourceVersion, immutable }] as const;
    });
    return { templates: new Map(templates), maps: new Map(maps) };
  }

  async asHeld(template: JsonObject): Promise<JsonObject> {
    return template;
  }

  async deploy(bot: string, template: JsonObject): Promise<void> {
    const cluster = this.#of(bot);
    const { live } = cluster;
    const own = { ref: { namespace: NAMESPACE, kind: "Deployment", name: bot }, uid: `uid-${bot}` } as const;
    const fresh = workload({ ...own, desired: 1, createdAt: this.#now, annotations: null, generation: 0 });
    const former = live ?? fresh;
    cluster.live = {
      ...former,
      template,
      generation: former.generation + 1,
      fieldOwners: [this.#wrote("ci", { "f:spec": { "f:template": {} } })],
    };
    this.#control(bot);
  }

  async put(name: string, { data, binaryData }: MapContent): Promise<void> {
    const annotations: Record<string, string> = name === OPTED_OUT ? { "lastgood.dev/config": "ignore" } : {};
    const createdAt = this.#maps.configMaps.get(name)?.createdAt ?? this.#now;
    const fieldOwners = [this.#wrote("ci-config", { "f:data": {} })];
    this.#maps.setConfigMap(name, data, { binaryData, annotations, createdAt, fieldOwners, namespace: NAMESPACE });
  }

  async drop(name: string): Promise<void> {
    this.#maps.configMaps.delete(name);
  }

  async remembered(bot: string): Promise<JsonObject[]> {
    return this.#of(bot).revisions.map(({ template }) => template);
  }

  moveTags(): void {
    this.#push += 1;
  }

  async observe(bot: string): Promise<{ botId: string; releaseId: string }> {
    const ctx = { ...this.ctx(), actor: WORKER };
    const snapshot = this.#snapshot(bot);
    const look = lookAt(snapshot, this.#now, new Set());
    const { botId, releaseId } = await observeBot({ ctx, input: { environment: PRODUCTION, snapshot, look, continuous: true } });
    await proveKnownGood({ ctx });
    return { botId, releaseId };
  }

  async advance(rollbackId: string, sees: "all" | "former-maps" = "all"): Promise<void> {
    const { bot } = await this.#database.db.rollback.findUniqueOrThrow({
      where: { id: rollbackId },
      select: { bot: { select: { name: true } } },
    });
    const snapshot = this.#snapshot(bot.name, sees === "all" ? this.#maps.configMaps : this.#held);
    await advanceRollback({ ctx: { ...this.ctx(), actor: WORKER }, input: { rollbackId, holder: "worker", snapshot } });
  }

  async collect(): Promise<void> {
    const maps = [...this.#maps.configMaps.values()];
    await collectCopies({ ctx: { ...this.ctx(), actor: WORKER }, input: { environment: PRODUCTION, maps } });
  }

  async running(bot: string): Promise<Set<string>> {
    const images = this.#of(bot).pods.flatMap(({ containers, initContainers }) =>
      [...containers, ...initContainers].map(({ imageId }) => imageId),
    );
    return new Set(images.flatMap((image) => image.split("@").slice(1)));
  }

  atNextSwitch(bot: string, act: () => void): boolean {
    this.#interferences.set(bot, act);
    return true;
  }

  #of(bot: string): FakeCluster {
    const cluster = this.#clusters.get(bot);
    if (!cluster) throw new Error(`there is no bot ${bot}`);
    return cluster;
  }

  #snapshot(bot: string, maps: ReadonlyMap<string, ConfigMap> = this.#maps.configMaps): Snapshot {
    const { live, revisions, pods } = this.#of(bot);
    if (!live) throw new Error(`${bot} was never deployed`);
    const names = configReferences(live.template).map(({ name }) => name);
    return { workload: live, revisions, pods, config: new Map(names.map((name) => [name, maps.get(name) ?? null])) };
  }

  #wrote(manager: string, fields: JsonObject): FieldOwner {
    const time = new Date(Math.floor(this.#now.getTime() / 1000) * 1000);
    return { manager, operation: "Update", time, subresource: null, fields };
  }

  /** What controllers and a kubelet make of the live template: its ReplicaSet, numbered anew, and one pod. */
  #control(bot: string): void {
    const cluster = this.#of(bot);
    const { live, revisions } = cluster;
    if (!live) return;
    const former = revisions.find(({ template }) => isDeepStrictEqual(template, live.template));
    const number = Math.max(0, ...revisions.map((revision) => revision.number ?? 0)) + 1;
    const hash = createHash("sha256").update(JSON.stringify(live.template)).digest("hex").slice(0, 10);
    const fresh = { uid: `rs-${bot}-${hash}`, name: `${bot}-${hash}`, podHash: hash, ownerUid: live.uid, namespace: NAMESPACE };
    const set = former ?? replicaSet("", number, { ...fresh, template: live.template, createdAt: this.#now, desired: 1 });
    const isSame = set === revisions[0];
    cluster.revisions = [isSame ? set : { ...set, number }, ...revisions.filter((other) => other !== former)].slice(0, REVISIONS);
    if (!isSame) cluster.pods = [this.#startPod(set.uid, set.podHash, live.template)];
    const ready = cluster.pods.filter((each) => each.ready).length;
    cluster.live = { ...live, observedGeneration: live.generation, updated: 1, ready, available: ready, total: 1 };
  }

  #startPod(ownerUid: string, podHash: string, template: JsonObject): Pod {
    const { containers, initContainers = [] } = template.spec as { containers: JsonObject[]; initContainers?: JsonObject[] };
    const ready = whatPodsSee(template, this.#maps.configMaps).refusals.length === 0;
    const started = (list: JsonObject[]) =>
      list.map(({ name, image }) => {
        const imageId = ready ? `docker.io/library/omniserve@${this.#digestOf(String(image))}` : "";
        const waiting = ready ? null : { reason: "CreateContainerConfigError", message: "configmap not found" };
        return container({ name: String(name), image: String(image), imageId, ready, waiting, runningSince: ready ? this.#now : null });
      });
    const [createdAt, startedAt] = [this.#now, this.#now];
    return pod(newId("req"), "", {
      ownerUid,
      podHash,
      ready,
      createdAt,
      startedAt,
      containers: started(containers),
      initContainers: started(initContainers),
    });
  }

  #digestOf(image: string): string {
    const [, pinned] = image.split("@");
    return pinned ?? `sha256:${createHash("sha256").update(`${image} ${this.#push}`).digest("hex")}`;
  }

  /** One door to all of them: workloads by name, maps shared. */
  #door(): Cluster {
    const maps = this.#maps.clusters.of({ name: "production", context: null });
    const of = (name: string) => this.#of(name).clusters.of({ name: "production", context: null });
    return {
      ...maps,
      getWorkload: (ref) => of(ref.name).getWorkload(ref),
      listRevisions: (bot) => of(bot.ref.name).listRevisions(bot),
      listPods: (bot) => of(bot.ref.name).listPods(bot),
      patchWorkload: async (ref, operations, options) => {
        if (!options.dryRun) this.#interfere(ref.name);
        const outcome = await of(ref.name).patchWorkload(ref, operations, options);
        const isSwitch = operations.some(({ path, op }) => path === "/spec/template" && op === "replace");
        if (outcome.kind !== "accepted" || options.dryRun || !isSwitch) return outcome;
        return { ...outcome, workload: this.#switched(ref.name, outcome.workload) };
      },
      createConfigMap: async (wanted, options) => {
        const outcome = await maps.createConfigMap(wanted, options);
        if (outcome.kind !== "created" || options.dryRun) return outcome;
        const fieldOwners = [this.#wrote("lastgood", { "f:data": {}, "f:immutable": {} })];
        const map: ConfigMap = { ...outcome.map, createdAt: this.#now, fieldOwners, namespace: NAMESPACE };
        this.#maps.configMaps.set(map.name, map);
        return { kind: "created", map };
      },
      mentionedNames: async (namespace, names) => {
        const found = await Promise.all(this.bots.map((bot) => of(bot).mentionedNames(namespace, names)));
        return new Set(found.flatMap((those) => [...those]));
      },
    };
  }

  #interfere(bot: string): void {
    const act = this.#interferences.get(bot);
    this.#interferences.delete(bot);
    act?.();
  }

  #switched(bot: string, live: Workload): Workload {
    const cluster = this.#of(bot);
    cluster.live = { ...live, fieldOwners: [...live.fieldOwners, this.#wrote("lastgood", { "f:spec": { "f:template": {} } })] };
    this.#control(bot);
    return isObject(cluster.live) ? cluster.live : live;
  }
}
