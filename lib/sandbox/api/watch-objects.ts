import type { Cluster } from "../cluster";
import { expired } from "../objects/api-error";
import type { KubeObject } from "../objects/kube-object";
import type { Change } from "../store/store";
import { parseVersion, selectorOf } from "./list-objects";
import type { Resource } from "./resources";

export interface WatchEvent {
  type: "ADDED" | "MODIFIED" | "DELETED" | "BOOKMARK" | "ERROR";
  object: unknown;
}

interface WatchRequest {
  resource: Resource;
  namespace?: string | undefined;
  name?: string | undefined;
  query: URLSearchParams;
}

const initialEventsEnd = { annotations: { "k8s.io/initial-events-end": "true" } };

/**
 * Sends what happened since a version and what happens from now on, until it is stopped. Without a version it starts with what is there.
 * A version that is no longer remembered is answered by one ERROR event. Returns how to stop.
 */
export function watchObjects(
  cluster: Cluster,
  { resource, namespace, name, query }: WatchRequest,
  send: (event: WatchEvent) => void,
  end: () => void,
): () => void {
  const { store, clock, bookmarkMs } = cluster;
  const selects = selectorOf(resource, query, name);
  const within = ({ metadata }: KubeObject) => namespace === undefined || metadata.namespace === namespace;
  const from = parseVersion(query.get("resourceVersion") ?? "");
  const bookmarks = ["1", "true"].includes(query.get("allowWatchBookmarks") ?? "");
  const fromState = from === 0 || query.get("sendInitialEvents") === "true";
  const bookmark = (metadata: object = {}) => {
    const object = {
      kind: resource.kind,
      apiVersion: resource.apiVersion,
      metadata: { resourceVersion: String(store.resourceVersion), ...metadata },
    };
    if (bookmarks) send({ type: "BOOKMARK", object });
  };

  const missed = fromState ? [] : store.since(resource.name, from);
  if (missed === undefined) {
    send({ type: "ERROR", object: expired(`too old resource version: ${from}`).body });
    end();
    return () => undefined;
  }
  const forward = (change: Change) => {
    if (change.resource !== resource.name || !within(change.object) || change.resourceVersion <= from) return;
    const event = seenThrough(selects, change);
    if (event) send(event);
  };
  if (fromState) {
    for (const object of store.list(resource.name, namespace).filter(selects)) send({ type: "ADDED", object });
    bookmark(initialEventsEnd);
  }
  missed.forEach(forward);

  const unsubscribe = store.onChange(forward);
  const cancels = new Set<() => void>();
  const every = (milliseconds: number) => cancels.add(clock.after(milliseconds, () => (bookmark(), every(bookmarkMs))));
  const seconds = Number(query.get("timeoutSeconds") ?? 0) || 1800 + Math.floor(cluster.random() * 1800);
  // As the API server does: one bookmark shortly before the end, so that the next watch starts late.
  every(Math.min(bookmarkMs, Math.max(0, seconds * 1000 - 2000)));
  const stop = () => {
    unsubscribe();
    cancels.forEach((cancel) => cancel());
  };
  cancels.add(
    clock.after(seconds * 1000, () => {
      stop();
      end();
    }),
  );
  return stop;
}

/** A change as somebody sees it who only sees what a selector selects: things come and go as they start and cease to match. */
function seenThrough(selects: (object: KubeObject) => boolean, { type, object, previous }: Change): WatchEvent | undefined {
  const before = previous !== undefined && selects(previous);
  const now = type !== "DELETED" && selects(object);
  if (now) return { type: before ? "MODIFIED" : "ADDED", object };
  if (!before) return undefined;
  const resourceVersion = object.metadata.resourceVersion;
  return { type: "DELETED", object: { ...previous, metadata: { ...previous.metadata, resourceVersion } } };
}
