import { createObject } from "../api/create-object";
import { resourceNamed } from "../api/resources";
import type { Cluster } from "../cluster";
import { timestamp } from "../clock";
import type { JsonObject } from "../objects/json";
import type { KubeObject } from "../objects/kube-object";

export interface Happening {
  type: "Normal" | "Warning";
  reason: string;
  message: string;
  component: string;
  fieldPath?: string;
}

/** At most so many are kept; the oldest go first. */
const keptEvents = 500;

/** Writes an Event about an object, or counts one up that says the same. */
export function recordEvent(cluster: Cluster, about: KubeObject, { type, reason, message, component, fieldPath }: Happening): void {
  const { store } = cluster;
  const { namespace, name, uid, resourceVersion } = about.metadata;
  const home = store.get("namespaces", undefined, namespace ?? "default");
  if (home === undefined || home.metadata.deletionTimestamp !== undefined) return;
  const now = timestamp(cluster.clock.now());
  const known = store.list("events", namespace).find((event) => {
    const { involvedObject, ...rest } = event as KubeObject & { involvedObject?: { uid?: string }; reason?: string; message?: string };
    return involvedObject?.uid === uid && rest.reason === reason && rest.message === message;
  });
  if (known !== undefined) {
    const { count = 1 } = known as KubeObject & { count?: number };
    store.put("events", { ...known, count: count + 1, lastTimestamp: now } as KubeObject);
    return;
  }
  const involvedObject = {
    kind: about.kind,
    apiVersion: about.apiVersion,
    namespace,
    name,
    uid,
    resourceVersion,
    ...(fieldPath ? { fieldPath } : {}),
  };
  const event = {
    metadata: { name: `${name}.${BigInt(cluster.clock.now() * 1000 + store.resourceVersion).toString(16)}` },
    involvedObject,
    reason,
    message,
    type,
    count: 1,
    firstTimestamp: now,
    lastTimestamp: now,
    source: { component },
    reportingComponent: component,
  };
  createObject(cluster, resourceNamed("events"), namespace ?? "default", event as unknown as JsonObject, { manager: component });
  const all = store.list("events");
  if (all.length > keptEvents) forgetOldest(cluster, all);
}

function forgetOldest({ store }: Cluster, all: KubeObject[]): void {
  const age = ({ metadata }: KubeObject) => Number(metadata.resourceVersion);
  const oldest = all.reduce((a, b) => (age(a) <= age(b) ? a : b));
  store.remove("events", oldest);
}
