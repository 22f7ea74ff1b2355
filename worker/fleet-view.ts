import type { Snapshot } from "@/lib/bots/types";
import type { Pod, Revision, Watched, WatchedKind, WatchEvent, Workload, WorkloadKind } from "@/lib/cluster/types";
import { NEEDED_LISTS } from "./needed-lists";

/** What the watches of one environment say, kept in memory and joined: a workload with its revisions and pods. */
export class FleetView {
  readonly #workloads = new Map<string, Workload>();
  readonly #revisions = new Map<string, Revision>();
  readonly #pods = new Map<string, Pod>();
  /** uid of an owner → uids of what it owns. */
  readonly #owned = new Map<string, Set<string>>();
  readonly #listed = new Set<string>();

  /** Takes in one event; returns the uids of the workloads that it is about. */
  apply(event: WatchEvent): string[] {
    switch (event.type) {
      case "changed":
        return this.#put(event.item);
      case "gone":
        return this.#drop(event.uid);
      case "synced":
        return this.#replace(event);
      default:
        return [];
    }
  }

  /** null while its lists are still coming, or when there is no such workload. */
  snapshot(uid: string): Snapshot | null {
    const workload = this.#workloads.get(uid);
    if (!workload || !this.isListed(workload.ref.kind, workload.ref.namespace)) return null;
    const owned = [...(this.#owned.get(uid) ?? [])];
    const revisions = owned.flatMap((id) => this.#revisions.get(id) ?? []);
    const owners = [uid, ...revisions.map((revision) => revision.uid)];
    const pods = owners.flatMap((owner) => [...(this.#owned.get(owner) ?? [])].flatMap((id) => this.#pods.get(id) ?? []));
    return { workload, revisions, pods, config: null };
  }

  workload(uid: string): Workload | undefined {
    return this.#workloads.get(uid);
  }

  workloads(): Workload[] {
    return [...this.#workloads.values()];
  }

  isListed(kind: WorkloadKind, namespace: string): boolean {
    return NEEDED_LISTS[kind].every((needed) => this.#listed.has(`${needed} *`) || this.#listed.has(`${needed} ${namespace}`));
  }

  #put(item: Watched): string[] {
    const { uid } = item.object;
    switch (item.kind) {
      case "ReplicaSet":
      case "ControllerRevision":
        return this.#putOwned(this.#revisions, item.object);
      case "Pod":
        return this.#putOwned(this.#pods, item.object);
      case "ConfigMap":
        return [];
      default:
        this.#workloads.set(uid, item.object);
        return [uid];
    }
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
