import { CHANGE_CAUSE } from "@/lib/bots/describe-release";
import { ROLLBACK_ANNOTATION } from "@/lib/bots/rollback-annotation";
import type { PatchOperation, Workload } from "@/lib/cluster/types";
import { isObject, type JsonObject } from "@/lib/platform/json";
import { appliedTemplate } from "./applied-template";

/** What `kubectl apply` compares with next time. https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/ */
const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/** All annotations of an object may weigh 256 KiB together. A template that does not fit is forgotten: `kubectl apply` then only adds, and says so. */
const MOST_ANNOTATION = 200_000;

/**
 * The one write of a rollback: a JSON Patch that replaces the pod template if, in the same storage transaction, the object is still that object and its
 * template still the one that was seen. `live` is a fresh look; its template goes into the test raw. Replicas are never touched.
 * `resumes`: a pause that is still on ends in the same write, and only there.
 * `changeCause` takes the place of one that the object carries: empty removes it, null leaves it.
 */
export function switchPatch(input: {
  live: Workload;
  target: JsonObject;
  changeCause: string | null;
  resumes: boolean;
  rollbackId: string;
  again: boolean;
}): PatchOperation[] {
  const { live, target, changeCause, resumes, rollbackId, again } = input;
  const said = live.annotations?.[CHANGE_CAUSE];
  const cause = said === undefined || changeCause === said ? null : changeCause;
  return [
    { op: "test", path: "/metadata/uid", value: live.uid },
    // A write whose answer was lost is sent again only onto what was just read.
    ...(again ? [{ op: "test", path: "/metadata/generation", value: live.generation } as const] : []),
    { op: "test", path: "/spec/template", value: live.template },
    { op: "replace", path: "/spec/template", value: target },
    ...(resumes && live.paused ? RESUME : []),
    ...annotate(live.annotations, rollbackId),
    ...(cause === null ? [] : [sayWhy(cause)]),
    ...rewriteLastApplied(live, target, cause),
  ];
}

const RESUME: PatchOperation[] = [
  { op: "test", path: "/spec/paused", value: true },
  { op: "remove", path: "/spec/paused" },
];

function annotate(annotations: Workload["annotations"], rollbackId: string): PatchOperation[] {
  const add: PatchOperation = { op: "add", path: pathOf(ROLLBACK_ANNOTATION), value: rollbackId };
  if (annotations !== null) return [add];
  return [{ op: "test", path: "/metadata/annotations", value: null }, { op: "add", path: "/metadata/annotations", value: {} }, add];
}

function sayWhy(cause: string): PatchOperation {
  const path = pathOf(CHANGE_CAUSE);
  return cause === "" ? { op: "remove", path } : { op: "replace", path, value: cause };
}

/** Without this, the next `kubectl apply` would compute its changes from the release that was left and keep what that one had added. kubernetes#94698 */
function rewriteLastApplied(live: Workload, target: JsonObject, cause: string | null): PatchOperation[] {
  const lastApplied = live.annotations?.[LAST_APPLIED];
  const applied = lastApplied === undefined ? null : parse(lastApplied);
  if (lastApplied === undefined || !isObject(applied) || !isObject(applied.spec)) return [];
  const { template: before } = applied.spec;
  const template = isObject(before) ? appliedTemplate(target, live.template, before) : target;
  const path = pathOf(LAST_APPLIED);
  const rewritten = `${JSON.stringify({ ...withCause(applied, cause), spec: { ...applied.spec, template } })}\n`;
  const write: PatchOperation = rewritten.length > MOST_ANNOTATION ? { op: "remove", path } : { op: "replace", path, value: rewritten };
  return [{ op: "test", path, value: lastApplied }, write];
}

/** A change cause that was never applied is not the next `kubectl apply`'s to take away. */
function withCause(applied: JsonObject, cause: string | null): JsonObject {
  const metadata = isObject(applied.metadata) ? applied.metadata : {};
  const annotations = isObject(metadata.annotations) ? metadata.annotations : {};
  if (cause === null || !(CHANGE_CAUSE in annotations)) return applied;
  const { [CHANGE_CAUSE]: _, ...others } = annotations;
  return { ...applied, metadata: { ...metadata, annotations: cause === "" ? others : { ...others, [CHANGE_CAUSE]: cause } } };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** RFC 6901 */
function pathOf(annotation: string): string {
  return `/metadata/annotations/${annotation.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}
