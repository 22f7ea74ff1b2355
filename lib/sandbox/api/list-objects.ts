import type { Cluster } from "../cluster";
import { ApiError, badRequest, expired, invalid } from "../objects/api-error";
import { parseFieldSelector } from "../objects/field-selector";
import type { KubeObject } from "../objects/kube-object";
import { parseLabelSelector } from "../objects/label-selector";
import type { Resource } from "./resources";

export interface ObjectList {
  resourceVersion: string;
  continue?: string;
  remainingItemCount?: number;
  items: KubeObject[];
}

/** Which objects a request is about. @throws ApiError 400 */
export function selectorOf(resource: Resource, query: URLSearchParams, name?: string): (object: KubeObject) => boolean {
  const labels = parseLabelSelector(query.get("labelSelector") ?? "");
  const fields = parseFieldSelector(query.get("fieldSelector") ?? "", resource.name);
  return (object) => (name === undefined || object.metadata.name === name) && labels(object.metadata.labels ?? {}) && fields(object);
}

/**
 * A list, or a page of it; every page shows the moment of the first.
 *
 * @throws ApiError 400, 410 (the moment is no longer remembered), 422, 504 (a version from the future)
 */
export function listObjects(cluster: Cluster, resource: Resource, namespace: string | undefined, query: URLSearchParams): ObjectList {
  const selects = selectorOf(resource, query);
  const { at, after } = startOf(cluster, query);
  const moment = at ?? cluster.store.resourceVersion;
  const all = objectsAt(cluster, resource, namespace, moment, after).filter(selects);
  const rest = after === undefined ? all : all.filter((object) => keyOf(object) > after);
  const limit = Number(query.get("limit") ?? 0) || rest.length;
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  const list = { resourceVersion: String(moment), items };
  if (last === undefined || rest.length <= limit) return list;
  return { ...list, continue: token(moment, keyOf(last)), remainingItemCount: rest.length - limit };
}

const keyOf = ({ metadata }: KubeObject) => `${metadata.namespace ?? ""}/${metadata.name}`;
const token = (rv: number, start: string) => Buffer.from(JSON.stringify({ v: "meta.k8s.io/v1", rv, start })).toString("base64url");

function startOf({ store }: Cluster, query: URLSearchParams): { at?: number; after?: string } {
  const continued = query.get("continue");
  if (continued) {
    try {
      const { rv, start } = JSON.parse(Buffer.from(continued, "base64url").toString()) as { rv: number; start: string };
      return rv < 0 ? { after: start } : { at: rv, after: start };
    } catch (error) {
      throw badRequest(`invalid continue token: continue key is not valid: ${error instanceof Error ? error.message : "unreadable"}`);
    }
  }
  const asked = query.get("resourceVersion") ?? "";
  const match = query.get("resourceVersionMatch") ?? "";
  if (match !== "" && asked === "") {
    const message = "Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided";
    throw invalid({ group: "meta.k8s.io", kind: "ListOptions" }, "", [
      { reason: "FieldValueForbidden", message, field: "resourceVersionMatch" },
    ]);
  }
  const wanted = parseVersion(asked);
  if (wanted > store.resourceVersion) {
    const message = `Timeout: Too large resource version: ${wanted}, current: ${store.resourceVersion}`;
    const cause = { reason: "ResourceVersionTooLarge" as const, message: "Too large resource version", field: "" };
    throw new ApiError(504, "Timeout", message, { causes: [cause], retryAfterSeconds: 1 });
  }
  return match === "Exact" ? { at: wanted } : {};
}

/** @throws ApiError when it is not a number, worded as the API server words it */
export function parseVersion(text: string): number {
  if (text === "" || /^\d+$/.test(text)) return Number(text);
  const why = `resourceVersion: Invalid value: ${JSON.stringify(text)}: strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`;
  throw new ApiError(500, "", why);
}

function objectsAt({ store }: Cluster, resource: Resource, namespace: string | undefined, moment: number, after?: string): KubeObject[] {
  const now = store.list(resource.name, namespace);
  if (moment === store.resourceVersion) return now;
  const changes = store.since(resource.name, moment);
  if (changes === undefined) {
    throw after === undefined
      ? expired("The resourceVersion for the provided list is too old.")
      : expired(
          "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results.",
          token(-1, after),
        );
  }
  const then = new Map(now.map((object) => [keyOf(object), object]));
  for (const { object, previous } of changes.reverse()) {
    if (namespace !== undefined && object.metadata.namespace !== namespace) continue;
    if (previous === undefined) then.delete(keyOf(object));
    else then.set(keyOf(previous), previous);
  }
  return [...then.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
