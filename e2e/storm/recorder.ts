import { ROLLBACK_ANNOTATION } from "@/lib/bots/rollback-annotation";
import { isObject, type JsonObject } from "@/lib/platform/json";
import type { Target } from "../support/clusters";
import { watchEvents } from "../support/kube-http";
import { pathOf } from "../support/workloads";

/** `rollback`: whose id its annotation bears. */
export type SeenBot = { rollback: string | null; template: JsonObject; image: string; map: string | null; replicas: number };
export type SeenPod = { name: string; image: string; isReady: boolean; isLeaving: boolean };
type Sight<T> = { at: number; seen: T | null };

/** All that was to be seen of the Deployments, pods and ConfigMaps of a namespace, and when: by watches of our own, past the product and its lines. Times in ms. */
export class Recorder {
  readonly #bots = new Map<string, Sight<SeenBot>[]>();
  readonly #pods = new Map<string, Map<string, Sight<SeenPod>[]>>();
  readonly #maps = new Map<string, Sight<string>[]>();
  readonly #stopping = new AbortController();

  constructor({ cluster, namespace }: { cluster: Pick<Target["cluster"], "url" | "adminToken">; namespace: string }) {
    const watch = async (path: string, see: (object: JsonObject, isGone: boolean) => void) => {
      try {
        for await (const { type, object } of watchEvents(cluster.url, cluster.adminToken, `${path}?watch=1`, this.#stopping.signal))
          see(object as JsonObject, type === "DELETED");
        throw new Error("a watch of the recorder ended");
      } catch (error) {
        if (!this.#stopping.signal.aborted) throw error;
      }
    };
    void watch(pathOf(namespace, "Deployment"), (object, isGone) => add(this.#bots, nameOf(object), isGone ? null : botOf(object)));
    void watch(`/api/v1/namespaces/${namespace}/pods`, (object, isGone) => {
      const bot = String(labelsOf(object).app);
      const pods = this.#pods.get(bot) ?? new Map<string, Sight<SeenPod>[]>();
      this.#pods.set(bot, pods);
      add(pods, nameOf(object), isGone ? null : podOf(object));
    });
    void watch(`/api/v1/namespaces/${namespace}/configmaps`, (object, isGone) =>
      add(this.#maps, nameOf(object), isGone ? null : String((object.data as JsonObject | undefined)?.["rules.yaml"])),
    );
  }

  /** Templates of a bot that were live at some time from then until then. */
  templates(bot: string, from: number, to: number): SeenBot[] {
    return within(this.#bots.get(bot) ?? [], from, to).flatMap(({ seen }) => (seen ? [seen] : []));
  }

  /** Every template that a bot ever had, each once, oldest first. */
  past(bot: string): SeenBot[] {
    const all = this.templates(bot, 0, Infinity);
    return all.filter(({ template }, index) => !all.slice(0, index).some((other) => isSame(other.template, template)));
  }

  /** What was live just before a rollback wrote. */
  before(bot: string, rollbackId: string): SeenBot | null {
    const all = this.templates(bot, 0, Infinity);
    return all[all.findIndex(({ rollback }) => rollback === rollbackId) - 1] ?? null;
  }

  pods(bot: string, at: number): SeenPod[] {
    return [...(this.#pods.get(bot)?.values() ?? [])].flatMap((sights) =>
      within(sights, at, at).flatMap(({ seen }) => (seen ? [seen] : [])),
    );
  }

  content(map: string, at: number): string | null {
    return within(this.#maps.get(map) ?? [], at, at)[0]?.seen ?? null;
  }

  /** The moments at which something of a bot or of the maps that it named changed. */
  changes(bot: string, from: number, to: number): number[] {
    const maps = new Set(this.templates(bot, from, to).flatMap(({ map }) => (map === null ? [] : [map])));
    const lists = [
      this.#bots.get(bot) ?? [],
      ...(this.#pods.get(bot)?.values() ?? []),
      ...[...maps].map((map) => this.#maps.get(map) ?? []),
    ];
    return [from, ...lists.flatMap((sights) => sights.map(({ at }) => at)).filter((at) => at > from && at <= to)];
  }

  stop(): void {
    this.#stopping.abort();
  }
}

const isSame = (one: JsonObject, other: JsonObject) => JSON.stringify(one) === JSON.stringify(other);

function add<T>(sights: Map<string, Sight<T>[]>, name: string, seen: T | null): void {
  const known = sights.get(name) ?? [];
  sights.set(name, known);
  known.push({ at: Date.now(), seen });
}

/** What held at `from`, and what came until `to`. */
function within<T>(sights: readonly Sight<T>[], from: number, to: number): Sight<T>[] {
  const start = sights.findLastIndex(({ at }) => at <= from);
  return sights.slice(Math.max(0, start)).filter(({ at }) => at <= to);
}

const metadataOf = (object: JsonObject) => object.metadata as JsonObject;
const nameOf = (object: JsonObject) => String(metadataOf(object).name);
const labelsOf = (object: JsonObject) => (metadataOf(object).labels ?? {}) as JsonObject;

type PodSpec = { containers: { image: string }[]; volumes?: { configMap?: { name: string } }[] };

function botOf(object: JsonObject): SeenBot {
  const { replicas = 1, template } = object.spec as { replicas?: number; template: JsonObject };
  const { containers, volumes = [] } = template.spec as unknown as PodSpec;
  const map = volumes.flatMap(({ configMap }) => (configMap ? [configMap.name] : []))[0] ?? null;
  const { [ROLLBACK_ANNOTATION]: rollback = null } = (metadataOf(object).annotations ?? {}) as Record<string, string>;
  return { rollback, template, image: containers[0]?.image ?? "", map, replicas };
}

function podOf(object: JsonObject): SeenPod {
  const { containers } = object.spec as unknown as PodSpec;
  const { conditions = [] } = (isObject(object.status) ? object.status : {}) as { conditions?: { type: string; status: string }[] };
  return {
    name: nameOf(object),
    image: containers[0]?.image ?? "",
    isReady: conditions.some(({ type, status }) => type === "Ready" && status === "True"),
    isLeaving: metadataOf(object).deletionTimestamp !== undefined,
  };
}
