import type { Snapshot } from "@/lib/bots/types";
import type { Clusters } from "@/lib/cluster/clusters";
import type { Cluster, ConfigMap, Watched, WatchedKind, WatchEvent, WatchOptions } from "@/lib/cluster/types";

const KINDS: WatchedKind[] = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ControllerRevision", "Pod", "ConfigMap"];

/** A cluster that says what the test lets it say. Only its watch is there; bots as it said them last, and ConfigMaps, can be asked for. */
export class FakeWatch {
  /** By name. */
  readonly configMaps = new Map<string, ConfigMap>();
  /** What it answers on what happened to an object, and on the last lines of a container. */
  events: Cluster["listEvents"] | null = null;
  lines: Cluster["lastLines"] | null = null;
  #bots = new Map<string, Snapshot>();
  /** Names of the ConfigMaps that were asked for. */
  readonly askedFor: string[] = [];
  /** One for each watch that stands. */
  readonly watches = new Set<WatchOptions>();
  /** What each watch was asked to see, ended ones too. */
  readonly asked: (string[] | null)[] = [];

  get clusters(): Clusters {
    const refuse = () => Promise.reject(new Error("this cluster can only be watched"));
    const cluster: Cluster = {
      getWorkload: async ({ name }) => this.#bots.get(name)?.workload ?? null,
      listRevisions: async ({ ref }) => this.#bots.get(ref.name)?.revisions ?? [],
      listPods: async ({ ref }) => this.#bots.get(ref.name)?.pods ?? [],
      patchWorkload: refuse,
      reviewAccess: refuse,
      version: refuse,
      listNamespaces: refuse,
      lastCreateRefusal: refuse,
      listEvents: async (object) => this.events?.(object) ?? [],
      lastLines: async (container) => this.lines?.(container) ?? [],
      getConfigMap: async ({ name }) => {
        this.askedFor.push(name);
        return this.configMaps.get(name) ?? null;
      },
      createEvent: refuse,
      createConfigMap: refuse,
      deleteConfigMap: refuse,
      deletePod: refuse,
      mentionedNames: refuse,
      exists: refuse,
      getSecretData: refuse,
      watch: (options) => this.#stand(options),
      close: async () => {},
    };
    return { of: () => cluster, close: async () => {} };
  }

  say(...events: WatchEvent[]): void {
    for (const event of events) for (const { onEvent } of this.watches) onEvent(event);
  }

  /** All lists come, with these bots in them. */
  list(...snapshots: Snapshot[]): void {
    this.#bots = new Map(snapshots.map((snapshot) => [snapshot.workload.ref.name, snapshot]));
    const objects = snapshots.flatMap(watchedOf);
    for (const watch of this.watches) {
      for (const namespace of watch.namespaces ?? [null]) {
        const inside = objects.filter((item) => namespace === null || namespaceOf(item) === namespace);
        for (const kind of KINDS) watch.onEvent({ type: "synced", kind, namespace, objects: inside.filter((item) => item.kind === kind) });
      }
    }
  }

  change(snapshot: Snapshot): void {
    this.#bots.set(snapshot.workload.ref.name, snapshot);
    this.say(...watchedOf(snapshot).map((item): WatchEvent => ({ type: "changed", item })));
  }

  /** Every list is in trouble. */
  fall(sentence: string): void {
    this.#ofEachList((kind, namespace) => ({ type: "problem", kind, namespace, sentence }));
  }

  /** Every list is well again, and has nothing new to tell. */
  rise(at: Date): void {
    this.#ofEachList((kind, namespace) => ({ type: "heard", kind, namespace, at }));
  }

  #ofEachList(event: (kind: WatchedKind, namespace: string | null) => WatchEvent): void {
    for (const { namespaces, onEvent } of this.watches)
      for (const namespace of namespaces ?? [null]) for (const kind of KINDS) onEvent(event(kind, namespace));
  }

  #stand(options: WatchOptions): Promise<void> {
    this.watches.add(options);
    this.asked.push(options.namespaces);
    return new Promise((resolve) => {
      const end = () => {
        this.watches.delete(options);
        resolve();
      };
      if (options.signal.aborted) end();
      else options.signal.addEventListener("abort", end, { once: true });
    });
  }
}

function watchedOf({ workload, revisions, pods, config }: Snapshot): Watched[] {
  return [
    { kind: workload.ref.kind, object: workload },
    ...revisions.map((object): Watched => ({ kind: object.source, object })),
    ...pods.map((object): Watched => ({ kind: "Pod", object })),
    ...[...(config?.values() ?? [])].flatMap((object): Watched[] => (object ? [{ kind: "ConfigMap", object }] : [])),
  ];
}

function namespaceOf(item: Watched): string {
  return "ref" in item.object ? item.object.ref.namespace : item.object.namespace;
}
