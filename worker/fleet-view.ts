import type { Snapshot } from "@/lib/bots/types";
import type { ConfigMap, Pod, Revision, Watched, WatchedKind, WatchEvent, Workload, WorkloadKind } from "@/lib/cluster/types";
import { systemClock, type Clock } from "@/lib/platform/clock";
import { ConfigView } from "./config-view";
import { keepTemplate } from "./keep-template";
import { NEEDED_LISTS } from "./needed-lists";

/** What the watches of one environment say, kept in memory and joined: a workload with its revisions, its pods and the ConfigMaps it refers to. */
export class FleetView {
  readonly #workloads = new Map<string, Workload>();
  readonly #revisions = new Map<string, Revision>();
  readonly #pods = new Map<string, Pod>();
  /** uid of an owner → uids of what it owns. */
  readonly #owned = new Map<string, Set<string>>();
  readonly #listed = new Set<string>();
  readonly #config: ConfigView;

  constructor(clock: Clock = systemClock) {
    this.#config = new ConfigView(clock);
  }

  /** Takes in one event; returns the uids of the workloads that it is about. */
  apply(event: WatchEvent): string[] {
    switch (event.type) {
      case "changed":
        return this.#put(event.item);
      case "gone":
        return event.kind === "ConfigMap" ? this.#config.drop(event) : this.#drop(event.uid);
      case "synced":
        return this.#replace(event);
      case "problem":
        // Nobody waits for ConfigMaps that cannot be listed: their bots become visible without.
        return event.kind === "ConfigMap" && this.#config.fail(event.namespace) ? [...this.#workloads.keys()] : [];
      default:
        return [];
    }
  }

  /** null while its lists are still coming, or when there is no such workload. */
  snapshot(uid: string): Snapshot | null {
    const workload = this.#workloads.get(uid);
    if (!workload || !this.isListed(workload.ref.kind, workload.ref.namespace)) return null;
    const config = this.#config.of(uid);
    if (config === undefined) return null;
    const owned = [...(this.#owned.get(uid) ?? [])];
    const revisions = owned.flatMap((id) => this.#revisions.get(id) ?? []);
    const owners = [uid, ...revisions.map((revision) => revision.uid)];
    const pods = owners.flatMap((owner) => [...(this.#owned.get(owner) ?? [])].flatMap((id) => this.#pods.get(id) ?? []));
    return { workload, revisions, pods, config };
  }

  workload(uid: string): Workload | undefined {
    return this.#workloads.get(uid);
  }

  workloads(): Workload[] {
    return [...this.#workloads.values()];
  }

  /** Whether a bot of this kind that is there would be seen. */
  isVisible(kind: WorkloadKind, namespace: string): boolean {
    return this.isListed(kind, namespace) && !this.#config.awaits(namespace);
  }

  /** When the content of a ConfigMap changed within the last hour, oldest first. */
  changesOf(namespace: string, name: string): Date[] {
    return this.#config.changesOf(namespace, name);
  }

  /** All of the environment, whoever refers to them. */
  configMaps(): ConfigMap[] {
    return this.#config.all();
  }

  isListed(kind: WorkloadKind, namespace: string): boolean {
    return NEEDED_LISTS[kind].every((needed) => this.#listed.has(`${needed} *`) || this.#listed.has(`${needed} ${namespace}`));
  }

  #put(item: Watched): string[] {
    const { uid } = item.object;
    switch (item.kind) {
      case "ReplicaSet":
      case "ControllerRevision":
        return this.#putOwned(this.#revisions, keepTemplate(this.#revisions.get(uid), item.object));
      case "Pod":
        return this.#putOwned(this.#pods, item.object);
      case "ConfigMap":
        return this.#config.put(item.object);
      default:
        return this.#putWorkload(item.object);
    }
  }

  #putWorkload(object: Workload): string[] {
    const former = this.#workloads.get(object.uid);
    const workload = keepTemplate(former, object);
    this.#workloads.set(object.uid, workload);
    if (workload.template !== former?.template) this.#config.read(workload);
    return [object.uid];
  }

  /** An object may come to another owner: adopted, or let go. */
  #putOwned<T extends { uid: string; ownerUid: string | null }>(held: Map<string, T>, object: T): string[] {
    const { uid, ownerUid } = object;
    const former = held.get(uid)?.ownerUid ?? null;
    const about = former === ownerUid ? [] : this.#aboutOwner(former);
    if (former !== ownerUid) this.#disown(former, uid);
    held.set(uid, object);
    if (ownerUid !== null) this.#owned.set(ownerUid, (this.#owned.get(ownerUid) ?? new Set()).add(uid));
    return [...about, ...this.#aboutOwner(ownerUid)];
  }

  #drop(uid: string): string[] {
    const owner = this.#revisions.get(uid)?.ownerUid ?? this.#pods.get(uid)?.ownerUid ?? null;
    const about = this.#workloads.has(uid) ? [uid] : this.#aboutOwner(owner);
    this.#disown(owner, uid);
    this.#workloads.delete(uid);
    this.#config.forget(uid);
    this.#revisions.delete(uid);
    this.#pods.delete(uid);
    return about;
  }

  #disown(owner: string | null, uid: string): void {
    const owned = owner === null ? undefined : this.#owned.get(owner);
    owned?.delete(uid);
    if (owner !== null && owned?.size === 0) this.#owned.delete(owner);
  }

  #replace({ kind, namespace, objects }: Extract<WatchEvent, { type: "synced" }>): string[] {
    if (kind === "ConfigMap") {
      this.#config.replace(
        namespace,
        objects.flatMap((item) => (item.kind === "ConfigMap" ? item.object : [])),
      );
      return [...this.#workloads.keys()];
    }
    const present = new Set(objects.map(({ object }) => object.uid));
    const gone = this.#uidsOf(kind, namespace).filter((uid) => !present.has(uid));
    const about = [...gone.flatMap((uid) => this.#drop(uid)), ...objects.flatMap((item) => this.#put(item))];
    this.#listed.add(`${kind} ${namespace ?? "*"}`);
    // A list that was missing makes every bot it belongs to visible at last.
    return [...new Set([...about, ...this.#workloads.keys()])];
  }

  #uidsOf(kind: WatchedKind, namespace: string | null): string[] {
    const inside = (place: string) => namespace === null || place === namespace;
    if (kind === "Pod") return [...this.#pods.values()].filter((pod) => inside(pod.namespace)).map(({ uid }) => uid);
    if (kind === "ReplicaSet" || kind === "ControllerRevision") {
      return [...this.#revisions.values()]
        .filter((revision) => revision.source === kind && inside(revision.namespace))
        .map(({ uid }) => uid);
    }
    return [...this.#workloads.values()].filter(({ ref }) => ref.kind === kind && inside(ref.namespace)).map(({ uid }) => uid);
  }

  /** The workload behind an owner, which may be the workload itself or one of its ReplicaSets. */
  #aboutOwner(owner: string | null): string[] {
    if (owner === null) return [];
    const workload = this.#workloads.has(owner) ? owner : this.#revisions.get(owner)?.ownerUid;
    return workload !== undefined && this.#workloads.has(workload) ? [workload] : [];
  }
}
