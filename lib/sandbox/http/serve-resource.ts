import type { Caller } from "../api/access";
import { createObject } from "../api/create-object";
import { deleteObject, type DeleteOptions } from "../api/delete-object";
import { listObjects, selectorOf } from "../api/list-objects";
import { patchFunction, patchObject } from "../api/patch-object";
import type { ObjectName } from "../api/object-name";
import { scaleOf, updateScale } from "../api/scale";
import { toTable } from "../api/table";
import { updateObject } from "../api/update-object";
import type { WriteOptions } from "../api/write-options";
import type { Cluster } from "../cluster";
import { ApiError, badRequest, notFound } from "../objects/api-error";
import { isObject, type JsonObject } from "../objects/json";
import type { KubeObject } from "../objects/kube-object";
import type { Answer } from "./answer";
import { deleteOptions, writeOptions } from "./options-of";
import type { ResourceRequest } from "./resource-request";

export interface Incoming extends ResourceRequest {
  query: URLSearchParams;
  contentType: string;
  userAgent: string;
  body: string;
  table: boolean;
  caller: Caller;
}

/** Answers everything about resources except watches and logs. @throws ApiError */
export function serveResource(cluster: Cluster, request: Incoming): Answer {
  const warnings: string[] = [];
  const { verb, resource } = request;
  if (!resource.verbs.includes(verb)) {
    throw new ApiError(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", {});
  }
  const answer = (code: number, body: unknown): Answer => ({ code, body, warnings });
  switch (verb) {
    case "list":
      return answer(200, list(cluster, request));
    case "get":
      return answer(200, shown(cluster, request, get(cluster, request)));
    case "create":
      return answer(
        201,
        shown(cluster, request, createObject(cluster, resource, request.namespace, parseBody(request), writeOptions(request, warnings))),
      );
    case "update":
    case "patch":
      return answer(200, shown(cluster, request, change(cluster, request, writeOptions(request, warnings))));
    case "delete":
      return answer(200, remove(cluster, request, nameOf(request), deleteOptions(request)));
    default: {
      const options = deleteOptions(request);
      const doomed = cluster.store.list(resource.name, request.namespace).filter(selectorOf(resource, request.query));
      doomed.forEach(({ metadata }) => deleteObject(cluster, resource, metadata, options));
      return answer(200, listBody(request, doomed, String(cluster.store.resourceVersion)));
    }
  }
}

const nameOf = ({ namespace, name = "" }: Incoming): ObjectName => ({ namespace, name });

function get(cluster: Cluster, { resource, namespace, name = "", subresource }: Incoming): KubeObject | JsonObject {
  const found = cluster.store.get(resource.name, namespace, name);
  if (found === undefined) throw notFound(resource, name);
  return subresource === "scale" ? scaleOf(found) : found;
}

function list(cluster: Cluster, request: Incoming): object {
  const { items, resourceVersion, ...paging } = listObjects(cluster, request.resource, request.namespace, request.query);
  const metadata = { resourceVersion, ...paging };
  if (request.table) return toTable(request.resource.name, items, metadata, includeOf(request), cluster.clock.now());
  return { ...listBody(request, items, resourceVersion), metadata };
}

/** Items of a list do not say their kind, as with the real one. */
function listBody({ resource }: Incoming, items: readonly KubeObject[], resourceVersion: string): object {
  const bare = items.map(({ kind: _, apiVersion: __, ...rest }) => rest);
  return { kind: `${resource.kind}List`, apiVersion: resource.apiVersion, metadata: { resourceVersion }, items: bare };
}

function shown(cluster: Cluster, request: Incoming, object: KubeObject | JsonObject): unknown {
  if (!request.table || request.subresource !== undefined) return object;
  const { resourceVersion } = (object as KubeObject).metadata;
  return toTable(request.resource.name, [object as KubeObject], { resourceVersion }, includeOf(request), cluster.clock.now());
}

export const includeOf = ({ query }: Pick<Incoming, "query">) =>
  (query.get("includeObject") ?? "Metadata") as "None" | "Metadata" | "Object";

function change(cluster: Cluster, request: Incoming, options: WriteOptions): KubeObject | JsonObject {
  const { verb, resource, subresource, contentType, body } = request;
  const name = nameOf(request);
  if (subresource === "scale") {
    const changeScale = verb === "patch" ? patchFunction(contentType, body, "Scale") : () => parseBody(request);
    return updateScale(cluster, resource, name, changeScale, options);
  }
  if (verb === "patch") return patchObject(cluster, resource, name, contentType, body, options);
  const next = parseBody(request);
  return updateObject(cluster, resource, name, () => next, options);
}

function remove(cluster: Cluster, { resource }: Incoming, name: ObjectName, options: DeleteOptions): unknown {
  const { kind, object } = deleteObject(cluster, resource, name, options);
  if (kind === "terminating") return object;
  const { metadata } = object;
  const details = {
    name: metadata.name,
    ...(resource.group === "" ? {} : { group: resource.group }),
    kind: resource.name,
    uid: metadata.uid,
  };
  return { kind: "Status", apiVersion: "v1", metadata: {}, status: "Success", details };
}

function parseBody({ body, contentType, resource }: Incoming): JsonObject {
  if (!/^application\/json\b/.test(contentType)) {
    throw new ApiError(
      415,
      "UnsupportedMediaType",
      "the body of the request was in an unknown format - accepted media types include: application/json",
    );
  }
  try {
    const parsed: unknown = JSON.parse(body);
    if (isObject(parsed)) return parsed;
  } catch (error) {
    const why = error instanceof Error ? error.message : "not JSON";
    throw badRequest(
      `the object provided is unrecognized (must be of type ${resource.kind}): couldn't get version/kind; json parse error: ${why}`,
    );
  }
  throw badRequest(`the object provided is unrecognized (must be of type ${resource.kind})`);
}
