import type { Cause } from "../objects/api-error";
import { sameJson } from "../objects/json";
import type { ConfigMap } from "../objects/kube-object";
import { bad, forbidden, tooLong, validateConfigKey } from "./validate-names";

/** For all values together; keys do not count. */
const largest = 1024 * 1024;

export function validateConfigMap({ data = {}, binaryData = {}, immutable }: ConfigMap, before?: ConfigMap): Cause[] {
  const keys = Object.entries({ data, binaryData }).flatMap(([field, values]) =>
    Object.keys(values).flatMap((key) => validateConfigKey(`${field}[${key}]`, key)),
  );
  const twice = Object.keys(data).filter((key) => Object.hasOwn(binaryData, key));
  const size = sizeOf(data, "utf8") + sizeOf(binaryData, "base64");
  const causes = [
    ...keys,
    ...twice.map((key) => bad(`data[${key}]`, key, "duplicate of key present in binaryData")),
    ...(size > largest ? [tooLong("[]", largest)] : []),
  ];
  if (!before?.immutable) return causes;
  const why = "field is immutable when `immutable` is set";
  if (!immutable) causes.push(forbidden("immutable", why));
  if (!sameJson(data, before.data ?? {})) causes.push(forbidden("data", why));
  if (!sameJson(binaryData, before.binaryData ?? {})) causes.push(forbidden("binaryData", why));
  return causes;
}

const sizeOf = (values: Record<string, string>, encoding: "utf8" | "base64") =>
  Object.values(values).reduce((sum, value) => sum + Buffer.byteLength(value, encoding), 0);
