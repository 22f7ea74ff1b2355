import { badRequest } from "../objects/api-error";
import type { JsonObject } from "../objects/json";
import type { KubeObject } from "../objects/kube-object";
import { normalise } from "../schema/normalise";
import { typeOfKind } from "../schema/struct-type";
import { withDefaults } from "./defaults";
import type { Resource } from "./resources";
import type { WriteOptions } from "./write-options";

/**
 * What the API server makes of a body: its kind checked, unknown fields dropped, defaults filled in.
 *
 * @throws ApiError 400
 */
export function decode(resource: Resource, body: JsonObject, options: WriteOptions): KubeObject {
  const { kind, apiVersion } = resource;
  if (body["kind"] !== undefined && body["kind"] !== kind) {
    const given = String(body["kind"]);
    throw badRequest(
      `${given} in version "v1" cannot be handled as a ${kind}: converting (v1.${given}) to (${resource.group || "core"}.${kind}): unknown conversion`,
    );
  }
  const { value, unknown } = normalise(body, typeOfKind(kind), kind);
  if (unknown.length > 0 && options.fieldValidation === "Strict") {
    const list = unknown.map((field) => `unknown field "${field}"`).join(", ");
    throw badRequest(`${kind} in version "v1" cannot be handled as a ${kind}: strict decoding error: ${list}`);
  }
  if (options.fieldValidation !== "Ignore") unknown.forEach((field) => options.warn?.(`unknown field "${field}"`));
  const metadata = (value["metadata"] ?? {}) as unknown as KubeObject["metadata"];
  return withDefaults({ ...value, kind, apiVersion, metadata } as KubeObject);
}
