import { listPath, type ListedKind } from "./api-paths";
import { ClusterError } from "./cluster-error";
import type { HttpClient } from "./http-client";
import { listPages } from "./list-pages";

const OWN_NOTES = "lastgood.dev/";

/** Owners before what they own: a template that goes back (an undo) stays where it was, so what moves meanwhile is met at its former or its later place. */
const KINDS: { kind: ListedKind; needed: boolean }[] = [
  { kind: "Deployment", needed: true },
  { kind: "StatefulSet", needed: true },
  { kind: "DaemonSet", needed: true },
  { kind: "CronJob", needed: false },
  { kind: "Job", needed: false },
  { kind: "ReplicaSet", needed: true },
  { kind: "ControllerRevision", needed: true },
  { kind: "Pod", needed: true },
];

/**
 * Which of these names anything that has pods, had them or may come to have them says anywhere: found by text, so never too few. What Lastgood itself noted in
 * annotations does not count: later deploys carry it along when they refer to something else again.
 * Jobs and CronJobs are left out where the account may not list them or the cluster has none.
 *
 * @throws ClusterError where one of the others cannot be listed
 */
export async function mentionedNames(http: HttpClient, namespace: string, names: readonly string[]): Promise<Set<string>> {
  const open = new Set(names);
  for (const { kind, needed } of KINDS) {
    if (open.size === 0) break;
    const items = await listed(http, kind, namespace, needed);
    for (const item of items) {
      const text = JSON.stringify(item);
      for (const name of open) if (text.includes(name) && withoutNotes(item).includes(name)) open.delete(name);
    }
  }
  return new Set(names.filter((name) => !open.has(name)));
}

async function listed(http: HttpClient, kind: ListedKind, namespace: string, needed: boolean): Promise<unknown[]> {
  try {
    return (await listPages(http, listPath(kind, namespace))).items;
  } catch (error) {
    if (!needed && error instanceof ClusterError && (error.status === 403 || error.status === 404)) return [];
    throw error;
  }
}

/** An object as text, without Lastgood's own annotations. */
export function withoutNotes(object: unknown): string {
  return JSON.stringify(object, (key, value: unknown) => (key.startsWith(OWN_NOTES) ? undefined : value));
}
