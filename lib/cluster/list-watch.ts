import type { JsonObject } from "@/lib/platform/json";
import { listPath } from "./api-paths";
import { backOffMs } from "./back-off";
import { ClusterError } from "./cluster-error";
import type { HttpClient } from "./http-client";
import { listPages } from "./list-pages";
import { mapWatched } from "./map-watched";
import { openWatch, type RawEvent } from "./open-watch";
import { raw } from "./raw";
import { isLater, SeenVersions } from "./seen-versions";
import type { WatchedKind, WatchEvent } from "./types";
import { Expired } from "./watch-faults";
import { watchProblem } from "./watch-problem";
import type { WatchSettings } from "./watch-settings";

const HEARD_AT_MOST_EVERY_MS = 5_000;
const TELL_AGAIN_AFTER_MS = 30_000;
/** After so many bad answers in a row what we ask for may itself be the cause: an etcd restored from a backup knows no version of ours. */
const FAULTS_UNTIL_RELIST = 3;
const CUTS_UNTIL_TOLD = 3;

export type ListWatchOptions = {
  http: HttpClient;
  kind: WatchedKind;
  namespace: string | null;
  /** Must not throw. */
  emit: (event: WatchEvent) => void;
  signal: AbortSignal;
  settings: WatchSettings;
};

/** Keeps one kind in one namespace (or all) known: lists, watches from there, and after any fault goes on, until the signal. */
export class ListWatch {
  readonly #options: ListWatchOptions;
  readonly #seen = new SeenVersions();
  /** Where to watch from; null: list first. */
  #version: string | null = null;
  #listedAt = -Infinity;
  #heardAt = -Infinity;
  /** Faults in a row, and those among them that ended a watch which had stood. */
  #failures = 0;
  #cuts = 0;
  #told: { sentence: string; at: number } | null = null;

  constructor(options: ListWatchOptions) {
    this.#options = options;
  }

  async run(): Promise<void> {
    const { signal, settings } = this.#options;
    while (!signal.aborted) {
      const outcome = await this.#round();
      if (signal.aborted) return;
      if (outcome.good) [this.#failures, this.#cuts] = [0, 0];
      if (outcome.fault === null) continue;

      this.#failures += 1;
      if (outcome.stood) this.#cuts += 1;
      if (outcome.fault instanceof Expired || (wasAnswered(outcome.fault) && this.#failures % FAULTS_UNTIL_RELIST === 0))
        this.#version = null;
      if (outcome.fault instanceof Expired && this.#failures === 1) continue;
      // A watch that stood and was cut is everyday life (a proxy's limit, a restart): a person hears of it when it goes on.
      const everyday = outcome.fault instanceof Expired || (outcome.stood && this.#cuts < CUTS_UNTIL_TOLD);
      if (!everyday) this.#tell(outcome.fault);
      await settings.sleep(backOffMs(outcome.fault, this.#failures, settings.random), signal);
    }
  }

  /** Lists if need be, then watches until the watch ends. */
  async #round(): Promise<{ fault: unknown; stood: boolean; good: boolean }> {
    const { settings } = this.#options;
    let stoodAt: number | null = null;
    let fault: unknown = null;
    try {
      if (this.#version === null || performance.now() - this.#listedAt > settings.resyncMs) this.#version = await this.#list();
      await this.#watch(this.#version, () => (stoodAt = performance.now()));
    } catch (error) {
      fault = error ?? new Error("an unknown fault");
    }
    const good = stoodAt !== null && performance.now() - stoodAt >= settings.goodAfterMs;
    if (fault === null && !good)
      fault = new ClusterError("unreachable", "The connection to the cluster is cut again and again.", { applied: "no" });
    return { fault, stood: stoodAt !== null, good };
  }

  async #list(): Promise<string> {
    const { http, kind, namespace, emit, signal } = this.#options;
    // No version asked for: the newest, read consistently.
    const { items, resourceVersion } = await listPages(http, listPath(kind, namespace), {}, signal);
    this.#seen.reset(items.map(identityOf));
    this.#listedAt = performance.now();
    emit({ type: "synced", kind, namespace, objects: items.flatMap((item) => mapWatched(kind, item) ?? []) });
    this.#heard(true);
    return resourceVersion;
  }

  async #watch(version: string, onOpen: () => void): Promise<void> {
    const { http, kind, namespace, signal, settings } = this.#options;
    const [least, most] = settings.watchSeconds;
    const seconds = Math.round(least + settings.random() * (most - least));
    const path = listPath(kind, namespace);
    for await (const event of openWatch({ http, path, version, seconds, inactivityMs: settings.inactivityMs, signal, onOpen })) {
      if (signal.aborted) return;
      this.#take(event);
      this.#heard(event.type === "BOOKMARK");
    }
  }

  #take({ type, object }: RawEvent): void {
    const { kind, emit } = this.#options;
    const { uid, version } = identityOf(object);
    if (version !== "" && isLater(version, this.#version ?? "")) this.#version = version;
    if (type === "BOOKMARK" || uid === "" || !this.#seen.isNew(uid, version)) return;

    const metadata = raw.object(object.metadata);
    if (type === "DELETED")
      return emit({ type: "gone", kind, uid, namespace: raw.text(metadata.namespace), name: raw.text(metadata.name) });
    const item = mapWatched(kind, object);
    if (item !== null) emit({ type: "changed", item });
  }

  #heard(always: boolean): void {
    const { kind, namespace, emit, settings } = this.#options;
    const now = performance.now();
    if (!always && this.#told === null && now - this.#heardAt < HEARD_AT_MOST_EVERY_MS) return;
    [this.#heardAt, this.#told] = [now, null];
    emit({ type: "heard", kind, namespace, at: settings.clock.now() });
  }

  #tell(fault: unknown): void {
    const { kind, namespace, emit } = this.#options;
    const sentence = watchProblem(kind, namespace, fault);
    const now = performance.now();
    if (this.#told?.sentence === sentence && now - this.#told.at < TELL_AGAIN_AFTER_MS) return;
    this.#told = { sentence, at: now };
    emit({ type: "problem", kind, namespace, sentence });
  }
}

/** The server said something, as opposed to not being reached: a list would not help there, and many of them at once hinder its return. */
function wasAnswered(fault: unknown): boolean {
  return fault instanceof ClusterError && fault.reason !== "unreachable";
}

function identityOf(object: JsonObject): { uid: string; version: string } {
  const metadata = raw.object(object.metadata);
  return { uid: raw.text(metadata.uid), version: raw.text(metadata.resourceVersion) };
}
