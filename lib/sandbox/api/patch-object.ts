import type { Cluster } from "../cluster";
import { ApiError, badRequest, invalid } from "../objects/api-error";
import { isObject, type Json, type JsonObject } from "../objects/json";
import type { KubeObject } from "../objects/kube-object";
import { applyJsonPatch } from "../patch/json-patch";
import { applyMergePatch } from "../patch/merge-patch";
import { applyStrategicMergePatch } from "../patch/strategic-merge-patch";
import { typeOfKind } from "../schema/struct-type";
import { decode } from "./decode";
import type { ObjectName } from "./object-name";
import type { Resource } from "./resources";
import { updateObject } from "./update-object";
import type { WriteOptions } from "./write-options";

/** What the API server's own JSON never holds unescaped: in a `test`, it compares the spelling too. https://pkg.go.dev/encoding/json#HTMLEscape */
const UNLIKE_GO = /[<>&\u2028\u2029]/g;

/** @throws ApiError 415 for a type that is not one of the three */
export function patchFunction(contentType: string, body: string, kind: string): (document: JsonObject) => JsonObject {
  const type = contentType.split(";")[0]?.trim();
  switch (type) {
    case "application/json-patch+json": {
      const patch = parse(body);
      const asWritten = parse(body.replace(UNLIKE_GO, "\uFFFF"));
      return (document) => applyJsonPatch(document, patch, asWritten);
    }
    case "application/merge-patch+json": {
      const patch = parseObject(body);
      return (document) => applyMergePatch(document, patch) as JsonObject;
    }
    case "application/strategic-merge-patch+json": {
      const patch = parseObject(body);
      return (document) => applyStrategicMergePatch(document, patch, typeOfKind(kind));
    }
    default:
      throw new ApiError(415, "UnsupportedMediaType", "415: Unsupported Media Type", {});
  }
}

/** @throws ApiError 400, 404, 409, 415, 422: with causes when the result is not valid, without when the patch did not apply */
export function patchObject(
  cluster: Cluster,
  resource: Resource,
  name: ObjectName,
  contentType: string,
  body: string,
  options: WriteOptions,
): KubeObject {
  const patch = patchFunction(contentType, body, resource.kind);
  const change = (current: JsonObject) => {
    const patched = patch(current);
    mustDecode(resource, patched, options);
    mustKeepUid(resource, current as unknown as KubeObject, patched as unknown as KubeObject);
    return patched;
  };
  return updateObject(cluster, resource, name, change, options);
}

function parse(body: string): Json {
  try {
    return JSON.parse(body) as Json;
  } catch (error) {
    throw badRequest(`error decoding patch: ${error instanceof Error ? error.message : "not JSON"}`);
  }
}

function parseObject(body: string): JsonObject {
  const patch = parse(body);
  if (!isObject(patch))
    throw badRequest("error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}");
  return patch;
}

/** The result of a patch that cannot be read is the patch's fault, and said so. */
function mustDecode(resource: Resource, patched: JsonObject, options: WriteOptions): void {
  try {
    decode(resource, patched, { ...options, warn: () => undefined });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const message = `Invalid value: ${JSON.stringify(JSON.stringify(patched))}: ${error.message}`;
    throw invalid({ group: "", kind: "" }, "", [{ reason: "FieldValueInvalid", message, field: "patch" }]);
  }
}

function mustKeepUid(resource: Resource, current: KubeObject, patched: KubeObject): void {
  const { uid } = patched.metadata;
  if (uid === undefined || uid === current.metadata.uid) return;
  const cause = {
    reason: "FieldValueInvalid" as const,
    message: `Invalid value: ${JSON.stringify(uid)}: field is immutable`,
    field: "metadata.uid",
  };
  throw invalid(resource, current.metadata.name, [cause, cause]);
}
