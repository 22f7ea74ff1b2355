import { setMaxListeners } from "node:events";
import type { Logger } from "@/lib/platform/logger";
import type { HttpClient } from "./http-client";
import { ListWatch } from "./list-watch";
import type { WatchedKind, WatchEvent, WatchOptions } from "./types";
import { watchSettings, type WatchSettings } from "./watch-settings";

const KINDS: WatchedKind[] = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ControllerRevision", "Pod", "ConfigMap"];

/** Watches every kind that matters, each by itself: a fault or a missing right of one does not touch the others. Ends when the signal does. */
export async function watchCluster(
  http: HttpClient,
  { namespaces, onEvent, signal }: WatchOptions,
  log?: Logger,
  settings: Partial<WatchSettings> = {},
): Promise<void> {
  const report = (err: unknown) => log?.error({ err }, "a listener of the cluster's watch failed");
  const emit = (event: WatchEvent) => {
    try {
      const result: unknown = onEvent(event);
      if (result instanceof Promise) result.catch(report);
    } catch (error) {
      report(error);
    }
  };
  const places = namespaces === null ? [null] : [...new Set(namespaces)];
  const ending = new AbortController();
  // A listener for each loop is no leak, which Node suspects from the eleventh on.
  setMaxListeners(0, ending.signal);
  const end = () => ending.abort(signal.reason);
  signal.addEventListener("abort", end, { once: true });
  if (signal.aborted) end();
  const common = { http, emit, signal: ending.signal, settings: { ...watchSettings, ...settings } };
  await Promise.all(places.flatMap((namespace) => KINDS.map((kind) => new ListWatch({ ...common, kind, namespace }).run())));
  signal.removeEventListener("abort", end);
}
