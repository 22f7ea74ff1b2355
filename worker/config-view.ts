import { configReferences } from "@/lib/bots/config/config-references";
import { isLater } from "@/lib/cluster/seen-versions";
import type { ConfigMap, Workload } from "@/lib/cluster/types";
import type { Clock } from "@/lib/platform/clock";
import { ContentChanges } from "./content-changes";
import { sameContent } from "./same-content";

type Reader = { namespace: string; names: string[] };

const keyOf = (namespace: string, name: string) => `${namespace}/${name}`;

/** The ConfigMaps that the watches of one environment show, which workloads refer to them, and when their content changed. */
export class ConfigView {
  /** By namespace and name. */
  readonly #maps = new Map<string, ConfigMap>();
  /** By uid of the workload. */
  readonly #readers = new Map<string, Reader>();
  /** Namespace and name of a map, which need not exist → uids of the workloads whose live template refers to it. */
  readonly #readersOf = new Map<string, Set<string>>();
  /** What became of each list: a namespace, or `*` for all. One that never came cannot be waited for for ever. */
  readonly #lists = new Map<string, "came" | "failed">();
  readonly #changes: ContentChanges;

  constructor(clock: Clock) {
    this.#changes = new ContentChanges(clock);
  }

  /** What the live template of a workload refers to; null: there is no such map. null as a whole: they cannot be seen. undefined: their list is still coming. */
  of(uid: string): ReadonlyMap<string, ConfigMap | null> | null | undefined {
    const { namespace, names } = this.#readers.get(uid) ?? { namespace: "", names: [] };
    if (names.length === 0) return new Map();
    const list = this.#listOf(namespace);
    if (list !== "came") return list && null;
    return new Map(names.map((name) => [name, this.#maps.get(keyOf(namespace, name)) ?? null]));
  }

  all(): ConfigMap[] {
    return [...this.#maps.values()];
  }

  /** Whether the list that has this namespace is still coming. */
  awaits(namespace: string): boolean {
    return this.#listOf(namespace) === undefined;
  }

  /** When its content changed within the last hour, oldest first; the oldest of very many are left out. */
  changesOf(namespace: string, name: string): Date[] {
    return this.#changes.of(keyOf(namespace, name));
  }

  read({ uid, ref: { namespace }, template }: Workload): void {
    const names = configReferences(template).map(({ name }) => name);
    this.forget(uid);
    this.#readers.set(uid, { namespace, names });
    for (const name of names) {
      const key = keyOf(namespace, name);
      this.#readersOf.set(key, (this.#readersOf.get(key) ?? new Set()).add(uid));
    }
  }

  forget(uid: string): void {
    const { namespace, names } = this.#readers.get(uid) ?? { namespace: "", names: [] };
    this.#readers.delete(uid);
    for (const name of names) {
      const key = keyOf(namespace, name);
      const readers = this.#readersOf.get(key);
      readers?.delete(uid);
      if (readers?.size === 0) this.#readersOf.delete(key);
    }
  }

  /** Takes in a map, unless a later version of it is known; returns the uids of the workloads that refer to it. */
  put(map: ConfigMap): string[] {
    const key = keyOf(map.namespace, map.name);
    const former = this.#maps.get(key);
    if (former?.uid === map.uid && isEarlier(map.resourceVersion, former.resourceVersion)) return [];
    this.#maps.set(key, map);
    const isNews = this.#listOf(map.namespace) === "came" && !(former && sameContent(former, map));
    if (isNews) this.#changes.add(key);
    return [...(this.#readersOf.get(key) ?? [])];
  }

  drop({ uid, namespace, name }: Pick<ConfigMap, "uid" | "namespace" | "name">): string[] {
    const key = keyOf(namespace, name);
    if (this.#maps.get(key)?.uid !== uid) return [];
    this.#maps.delete(key);
    this.#changes.add(key);
    return [...(this.#readersOf.get(key) ?? [])];
  }

  /** What the list does not name is gone. */
  replace(namespace: string | null, maps: readonly ConfigMap[]): void {
    const present = new Set(maps.map(({ uid }) => uid));
    const here = [...this.#maps.values()].filter((map) => namespace === null || map.namespace === namespace);
    for (const map of here) if (!present.has(map.uid)) this.drop(map);
    for (const map of maps) this.put(map);
    this.#lists.set(namespace ?? "*", "came");
    this.#changes.forgetOld();
  }

  /** Whether this is news: a list that came stays, with what it said. */
  fail(namespace: string | null): boolean {
    const list = namespace ?? "*";
    if (this.#lists.has(list)) return false;
    this.#lists.set(list, "failed");
    return true;
  }

  #listOf(namespace: string): "came" | "failed" | undefined {
    return this.#lists.get("*") ?? this.#lists.get(namespace);
  }
}

function isEarlier(version: string, than: string): boolean {
  return version !== than && !isLater(version, than);
}
