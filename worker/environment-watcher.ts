import { archiveGoneBots } from "@/lib/bots/archive-gone-bots";
import type { BotCtx } from "@/lib/bots/ctx";
import { lookAt, type Look } from "@/lib/bots/look-at";
import { observeBot } from "@/lib/bots/observe-bot";
import { recordSightOfEnvironment } from "@/lib/bots/record-sight-of-environment";
import { isRewritten } from "@/lib/bots/config/uncovered";
import { recordRewrittenMap, rewrittenMaps } from "@/lib/bots/rewritten-maps";
import { secretDigests } from "@/lib/bots/secret-digests";
import { isBot } from "@/lib/bots/select-bots";
import { teamOf } from "@/lib/bots/team-of";
import type { Environment, Snapshot } from "@/lib/bots/types";
import type { WatchEvent, WorkloadKind } from "@/lib/cluster/types";
import { advanceRollback } from "@/lib/rollbacks/advance-rollback";
import { collectCopies } from "@/lib/rollbacks/collect-copies";
import { FleetView } from "./fleet-view";
import { Inquiries } from "./inquiries";
import { KeyedQueue } from "./keyed-queue";
import { MissingMaps } from "./missing-maps";
import { NEEDED_LISTS } from "./needed-lists";
import { WatchTroubles } from "./watch-troubles";

const WIDTH = 4;
const KINDS: WorkloadKind[] = ["Deployment", "StatefulSet", "DaemonSet"];
/** What the queue works on beside bots, which go by their uid. */
const ARCHIVE = "archive ";
const ROLLBACK = "rollback ";

/**
 * Watches one environment: records what its bots run and how they do, and takes their rollbacks further with each thing seen.
 * `continuous`: a worker watched it until just now, so that health seen before still counts.
 */
export class EnvironmentWatcher {
  readonly environment: Environment;
  readonly #ctx: BotCtx;
  readonly #holder: string;
  readonly #view: FleetView;
  readonly #missing = new MissingMaps();
  readonly #inquiries: Inquiries;
  readonly #troubles: WatchTroubles;
  readonly #queue: KeyedQueue;
  /** uid → key of the look that the database holds. */
  readonly #recorded = new Map<string, string>();
  /** What the next tick looks at again: bots that are not well, which time alone may change, and whatever failed. */
  readonly #unsettled = new Set<string>();
  /** uid → when time alone may have changed what is known of its config. */
  readonly #lookAgainAt = new Map<string, Date>();
  /** Namespace → ConfigMaps in it that controllers rewrite. */
  readonly #rewritten = new Map<string, Set<string>>();
  /** uid → bot id. */
  readonly #botIds = new Map<string, string>();
  /** Bot ids whose rollback is active, with its id. */
  #rollbacks = new Map<string, string>();
  #blindness = "";
  readonly #stop = new AbortController();
  #watching: Promise<void> = Promise.resolve();
  readonly #continuous: boolean;

  constructor(options: { ctx: BotCtx; environment: Environment; holder: string; continuous: boolean }) {
    this.#ctx = options.ctx;
    this.environment = options.environment;
    this.#holder = options.holder;
    this.#continuous = options.continuous;
    this.#view = new FleetView(options.ctx.clock);
    this.#troubles = new WatchTroubles(options.ctx.clock);
    this.#inquiries = new Inquiries({ clock: options.ctx.clock, onNews: (uid) => this.#queue.add(uid) });
    this.#queue = new KeyedQueue({ act: (key) => this.#act(key), width: WIDTH, log: options.ctx.log });
  }

  start(): void {
    const { namespaces } = this.environment;
    const cluster = this.#ctx.clusters.of(this.environment);
    this.#watching = cluster
      .watch({ namespaces: namespaces.includes("*") ? null : namespaces, onEvent: (event) => this.#take(event), signal: this.#stop.signal })
      .catch((err: unknown) => this.#ctx.log.error({ err, environment: this.environment.name }, "the watch ended"));
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.all([this.#watching, this.#queue.close()]);
  }

  /** Looks again at what changes by time alone: pods that should be ready by now, rollbacks near their deadline. Does not wait for it. */
  tick(rollbacks: ReadonlyMap<string, string>): void {
    this.#rollbacks = new Map(rollbacks);
    const uids = new Map([...this.#botIds].map(([uid, botId]) => [botId, uid]));
    for (const key of this.#unsettled) this.#queue.add(key);
    const now = this.#ctx.clock.now();
    for (const [uid, at] of this.#lookAgainAt) if (at <= now) this.#lookAgain(uid);
    for (const botId of this.#rollbacks.keys()) {
      const uid = uids.get(botId);
      this.#queue.add(uid !== undefined && this.#view.snapshot(uid) ? uid : `${ROLLBACK}${botId}`);
    }
  }

  async recordSight(): Promise<void> {
    const summary = this.#troubles.summary();
    if (summary === null) return;
    const blindness = JSON.stringify(summary.blind);
    if (blindness !== this.#blindness) this.#lookAtAllAgain();
    this.#blindness = blindness;
    await recordSightOfEnvironment({ ctx: this.#ctx, input: { name: this.environment.name, ...summary } });
  }

  /** Clears away copies of ConfigMaps that nothing refers to any more. */
  async collectCopies(): Promise<void> {
    await collectCopies({ ctx: this.#ctx, input: { environment: this.environment, maps: this.#view.configMaps() } });
  }

  #lookAgain(uid: string): void {
    this.#lookAgainAt.delete(uid);
    this.#recorded.delete(uid);
    this.#queue.add(uid);
  }

  #take(event: WatchEvent): void {
    this.#troubles.apply(event);
    for (const uid of this.#view.apply(event)) this.#queue.add(uid);
    if (event.type !== "synced" && event.type !== "gone") return;
    // Whichever of the lists that a kind needs comes last, then it can be told what is gone.
    const concerned = KINDS.filter((kind) => (event.type === "synced" ? NEEDED_LISTS[kind].includes(event.kind) : kind === event.kind));
    for (const kind of concerned) this.#queue.add(`${ARCHIVE}${kind}`);
  }

  /** Until it is done without a fault, and nothing is left that time may change, it stays unsettled. */
  async #act(key: string): Promise<void> {
    this.#unsettled.add(key);
    if (await this.#settle(key)) this.#unsettled.delete(key);
  }

  async #settle(key: string): Promise<boolean> {
    if (key.startsWith(ARCHIVE)) await this.#archive(key.slice(ARCHIVE.length) as WorkloadKind);
    else if (key.startsWith(ROLLBACK)) await this.#advanceUnseen(key.slice(ROLLBACK.length));
    else return this.#see(key);
    return true;
  }

  async #see(uid: string): Promise<boolean> {
    const workload = this.#view.workload(uid);
    if (!workload || !isBot(workload, this.environment)) {
      if (workload && this.#botIds.has(uid)) this.#queue.add(`${ARCHIVE}${workload.ref.kind}`);
      return true;
    }
    const snapshot = await this.#snapshot(uid);
    if (!snapshot) return true; // its lists are still coming, and bring it back

    const look = this.#lookAt(snapshot, await this.#rewrittenIn(snapshot));
    const botId = await this.#record(uid, snapshot, look);
    const rollbackId = this.#rollbacks.get(botId);
    if (rollbackId !== undefined) await advanceRollback({ ctx: this.#ctx, input: { rollbackId, holder: this.#holder, snapshot } });
    return look.judgement.verdict === "healthy";
  }

  async #snapshot(uid: string): Promise<Snapshot | null> {
    const seen = this.#view.snapshot(uid);
    const snapshot = seen && (await this.#withMissing(seen));
    return snapshot && this.#inquiries.enrich(this.#ctx.clusters.of(this.environment), snapshot);
  }

  async #withMissing(snapshot: Snapshot): Promise<Snapshot | null> {
    const { uid, ref } = snapshot.workload;
    const changes = (name: string) => this.#view.changesOf(ref.namespace, name).length;
    const before = new Map([...(snapshot.config?.keys() ?? [])].map((name) => [name, changes(name)]));
    const found = await this.#missing.find(this.#ctx.clusters.of(this.environment), snapshot);
    for (const object of found) {
      // Told of meanwhile by the watch, it may be gone again by now.
      if (changes(object.name) === before.get(object.name)) this.#view.apply({ type: "changed", item: { kind: "ConfigMap", object } });
    }
    return found.length > 0 ? this.#view.snapshot(uid) : snapshot;
  }

  /** While one of its lists is out of sight, what the others say of its health is half of the truth. */
  #lookAt(snapshot: Snapshot, rewritten: ReadonlySet<string>): Look {
    const { kind, namespace } = snapshot.workload.ref;
    const seen = lookAt(snapshot, this.#ctx.clock.now(), rewritten);
    const look = { ...seen, key: `${seen.key} ${teamOf(snapshot.workload, this.environment.teamLabel) ?? ""}` };
    const spot = this.#troubles.blindSpot(kind, namespace);
    if (!spot) return look;
    return { ...look, judgement: { verdict: "unknown", reasons: [spot.sentence] }, available: false, key: `${look.key} ${spot.sentence}` };
  }

  async #record(uid: string, snapshot: Snapshot, look: Look): Promise<string> {
    const known = this.#botIds.get(uid);
    if (known !== undefined && this.#recorded.get(uid) === look.key) return known;
    const continuous = known !== undefined || this.#continuous;
    const secrets = this.environment.watchSecrets ? await this.#secretsOf(snapshot) : null;
    const input = { environment: this.environment, snapshot, look, secrets, continuous };
    const { botId, lookAgainAt } = await observeBot({ ctx: this.#ctx, input });
    this.#recorded.set(uid, look.key);
    if (lookAgainAt) this.#lookAgainAt.set(uid, lookAgainAt);
    else this.#lookAgainAt.delete(uid);
    this.#botIds.set(uid, botId);
    return botId;
  }

  #secretsOf({ workload: { ref, template } }: Snapshot) {
    return secretDigests(this.#ctx, { cluster: this.#ctx.clusters.of(this.environment), namespace: ref.namespace, template });
  }

  /** A map that changes all the time is written by something, and part of no release from then on. */
  async #rewrittenIn({ workload, config }: Snapshot): Promise<ReadonlySet<string>> {
    const { namespace } = workload.ref;
    const place = { environment: this.environment.name, namespace };
    const known = this.#rewritten.get(namespace) ?? (await rewrittenMaps(this.#ctx, place));
    this.#rewritten.set(namespace, known);
    for (const name of config?.keys() ?? []) {
      if (known.has(name) || !isRewritten(this.#view.changesOf(namespace, name), this.#ctx.clock.now())) continue;
      await recordRewrittenMap(this.#ctx, { ...place, name });
      known.add(name);
    }
    return known;
  }

  #lookAtAllAgain(): void {
    this.#recorded.clear();
    for (const uid of this.#botIds.keys()) this.#unsettled.add(uid);
  }

  async #archive(kind: WorkloadKind): Promise<void> {
    const { namespaces } = this.environment;
    const all = namespaces.includes("*");
    const places = (all ? ["*"] : namespaces).filter((namespace) => this.#view.isListed(kind, namespace));
    if (places.length === 0) return;

    const present = this.#view.workloads().filter((workload) => workload.ref.kind === kind && isBot(workload, this.environment));
    const presentUids = present.map(({ uid }) => uid);
    await archiveGoneBots({ ctx: this.#ctx, input: { environment: this.environment, kind, listed: all ? null : places, presentUids } });
    for (const uid of this.#botIds.keys()) {
      const workload = this.#view.workload(uid);
      if (!workload || (workload.ref.kind === kind && !presentUids.includes(uid))) this.#forget(uid);
    }
  }

  #forget(uid: string): void {
    this.#botIds.delete(uid);
    this.#recorded.delete(uid);
    this.#unsettled.delete(uid);
    this.#lookAgainAt.delete(uid);
    this.#missing.forget(uid);
  }

  /** The bot of a running rollback is not in sight: gone if its lists have come, else the cluster is out of sight. */
  async #advanceUnseen(botId: string): Promise<void> {
    const rollbackId = this.#rollbacks.get(botId);
    if (rollbackId === undefined) return;
    const bot = await this.#ctx.db.bot.findUniqueOrThrow({ where: { id: botId }, select: { kind: true, namespace: true, uid: true } });
    const kind = bot.kind as WorkloadKind;
    const blind = this.#troubles.blindSpot(kind, bot.namespace) !== undefined;
    const visible = this.#view.isVisible(kind, bot.namespace);
    if (!visible && !blind) return; // its lists are still coming
    const snapshot = visible && !blind ? this.#view.snapshot(bot.uid) : undefined;
    await advanceRollback({ ctx: this.#ctx, input: { rollbackId, holder: this.#holder, snapshot } });
  }
}
