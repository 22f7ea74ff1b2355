import { ROLLBACK_ANNOTATION } from "@/lib/bots/record-rollout";
import type { PatchOperation, Workload } from "@/lib/cluster/types";
import { isObject, type JsonObject } from "@/lib/platform/json";

/** What `kubectl apply` compares with next time. https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/ */
const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/** All annotations of an object may weigh 256 KiB together. A template that does not fit is forgotten: `kubectl apply` then only adds, and says so. */
const MOST_ANNOTATION = 200_000;

/**
 * The one write of a rollback: a JSON Patch that replaces the pod template if, in the same storage transaction, the object is still that object and its
 * template still the one that was seen. `live` is a fresh look; its template goes into the test raw. Replicas are never touched.
 */
export function switchPatch(input: { live: Workload; target: JsonObject; rollbackId: string; again: boolean }): PatchOperation[] {
  const { live, target, rollbackId, again } = input;
  return [
    { op: "test", path: "/metadata/uid", value: live.uid },
    // A write whose answer was lost is sent again only onto what was just read.
    ...(again ? [{ op: "test", path: "/metadata/generation", value: live.generation } as const] : []),
    { op: "test", path: "/spec/template", value: live.template },
    { op: "replace", path: "/spec/template", value: target },
    ...annotate(live.annotations, rollbackId),
    ...rewriteLastApplied(live.annotations?.[LAST_APPLIED], target),
  ];
}

function annotate(annotations: Workload["annotations"], rollbackId: string): PatchOperation[] {
  const add: PatchOperation = { op: "add", path: `/metadata/annotations/${escape(ROLLBACK_ANNOTATION)}`, value: rollbackId };
  if (annotations !== null) return [add];
  return [{ op: "test", path: "/metadata/annotations", value: null }, { op: "add", path: "/metadata/annotations", value: {} }, add];
}

/** Without this, the next `kubectl apply` would compute its changes from the release that was left and keep what that one had added. kubernetes#94698 */
function rewriteLastApplied(lastApplied: string | undefined, target: JsonObject): PatchOperation[] {
  const applied = lastApplied === undefined ? null : parse(lastApplied);
  if (lastApplied === undefined || !isObject(applied) || !isObject(applied.spec)) return [];
  const path = `/metadata/annotations/${escape(LAST_APPLIED)}`;
  const rewritten = `${JSON.stringify({ ...applied, spec: { ...applied.spec, template: target } })}\n`;
  const write: PatchOperation = rewritten.length > MOST_ANNOTATION ? { op: "remove", path } : { op: "replace", path, value: rewritten };
  return [{ op: "test", path, value: lastApplied }, write];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** RFC 6901 */
function escape(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}
