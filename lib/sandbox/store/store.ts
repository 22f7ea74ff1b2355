import type { KubeObject } from "../objects/kube-object";
import type { ResourceName } from "./resource-name";

export interface Change {
  type: "ADDED" | "MODIFIED" | "DELETED";
  resource: ResourceName;
  resourceVersion: number;
  object: KubeObject;
  previous?: KubeObject;
}

/** A killed process may have handed out versions that it had not saved; after a restart none of them may come again. */
const restartGap = 10_000;

type Listener = (change: Change) => void;

const keyOf = ({ metadata }: KubeObject) => `${metadata.namespace ?? ""}/${metadata.name}`;

/**
 * All objects, one counter for every write, and a bounded history per resource for watches. Stored objects are never changed in place:
 * whoever reads one may keep it.
 */
export class Store {
  private readonly objects = new Map<ResourceName, Map<string, KubeObject>>();
  private readonly histories = new Map<ResourceName, Change[]>();
  private readonly forgotten = new Map<ResourceName, number>();
  private readonly listeners = new Set<Listener>();
  private version: number;
  /** Nothing older than this is remembered for any resource. */
  private readonly startedAt: number;

  constructor(
    private readonly historyLimit: number,
    saved: { resourceVersion: number; objects: [ResourceName, KubeObject[]][] } = { resourceVersion: 1, objects: [] },
  ) {
    this.version = saved.resourceVersion + (saved.objects.length > 0 ? restartGap : 0);
    this.startedAt = this.version;
    for (const [resource, objects] of saved.objects) {
      this.objects.set(resource, new Map(objects.map((object) => [keyOf(object), object])));
    }
  }

  get resourceVersion(): number {
    return this.version;
  }

  get(resource: ResourceName, namespace: string | undefined, name: string): KubeObject | undefined {
    return this.objects.get(resource)?.get(`${namespace ?? ""}/${name}`);
  }

  /** In the order of namespace and name. */
  list(resource: ResourceName, namespace?: string): KubeObject[] {
    const all = [...(this.objects.get(resource)?.values() ?? [])];
    const within = namespace === undefined ? all : all.filter(({ metadata }) => metadata.namespace === namespace);
    return within.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  }

  put(resource: ResourceName, object: KubeObject): KubeObject {
    const previous = this.get(resource, object.metadata.namespace, object.metadata.name);
    const stored = this.stamped(object);
    const objects = this.objects.get(resource) ?? new Map<string, KubeObject>();
    this.objects.set(resource, objects.set(keyOf(stored), stored));
    const change = { resource, resourceVersion: this.version, object: stored };
    this.announce(previous === undefined ? { type: "ADDED", ...change } : { type: "MODIFIED", ...change, previous });
    return stored;
  }

  remove(resource: ResourceName, object: KubeObject): void {
    const previous = this.get(resource, object.metadata.namespace, object.metadata.name);
    if (previous === undefined) return;
    this.objects.get(resource)?.delete(keyOf(object));
    this.announce({ type: "DELETED", resource, object: this.stamped(object), resourceVersion: this.version, previous });
  }

  /** The changes after a version, oldest first; nothing when some of them are no longer remembered. */
  since(resource: ResourceName, version: number): Change[] | undefined {
    if (version < Math.max(this.startedAt, this.forgotten.get(resource) ?? 0)) return undefined;
    return (this.histories.get(resource) ?? []).filter(({ resourceVersion }) => resourceVersion > version);
  }

  /** Calls back for every change from now on, in order. Returns how to stop. */
  onChange(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  snapshot(): { resourceVersion: number; objects: [ResourceName, KubeObject[]][] } {
    return { resourceVersion: this.version, objects: [...this.objects].map(([resource, objects]) => [resource, [...objects.values()]]) };
  }

  private stamped(object: KubeObject): KubeObject {
    this.version += 1;
    return { ...object, metadata: { ...object.metadata, resourceVersion: String(this.version) } };
  }

  private announce(change: Change): void {
    const history = this.histories.get(change.resource) ?? [];
    this.histories.set(change.resource, history);
    history.push(change);
    if (history.length > this.historyLimit) this.forgotten.set(change.resource, history.shift()?.resourceVersion ?? 0);
    for (const listener of [...this.listeners]) listener(change);
  }
}
