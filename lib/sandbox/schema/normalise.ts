import { ApiError } from "../objects/api-error";
import { isObject, type Json, type JsonObject } from "../objects/json";
import { canonicalQuantity } from "../objects/quantity";
import { structType } from "./struct-type";
import type { ValueType } from "./types";

export interface Normalised {
  value: JsonObject;
  /** Paths of fields that the kind does not have; they are not stored. */
  unknown: string[];
}

/**
 * What decoding into the kind's types and encoding again makes of an object: nulls and empty collections gone, unknown fields dropped,
 * quantities canonical.
 *
 * @throws ApiError 400 when a value has the wrong type
 */
export function normalise(object: JsonObject, type: ValueType, kind: string): Normalised {
  const unknown: string[] = [];
  const value = decode(object, type, [], { kind, unknown });
  return { value: isObject(value) ? value : {}, unknown };
}

interface Decoding {
  kind: string;
  unknown: string[];
}

function decode(value: Json, type: ValueType, path: string[], context: Decoding): Json | undefined {
  if (value === null || value === undefined) return undefined;
  switch (type.kind) {
    case "struct":
      return decodeStruct(mustBe(isObject(value), value, "object", path, context) as JsonObject, type.name, path, context);
    case "map": {
      const entries = Object.entries(mustBe(isObject(value), value, "map", path, context) as JsonObject);
      const kept = entries.map(([key, item]) => [key, decode(item, keepZero(type.of), [...path, key], context) ?? ""] as const);
      return kept.length === 0 ? undefined : Object.fromEntries(kept);
    }
    case "list": {
      const items = mustBe(Array.isArray(value), value, "slice", path, context) as Json[];
      const kept = items.map((item, at) => decode(item, keepZero(type.of), [...path, `[${at}]`], context) ?? null);
      return kept.length === 0 ? undefined : kept;
    }
    default: {
      const scalar = decodeScalar(value, type.kind, path, context);
      return type.omitZero && (scalar === "" || scalar === 0 || scalar === false) ? undefined : scalar;
    }
  }
}

function decodeStruct(value: JsonObject, name: string, path: string[], context: Decoding): Json {
  const struct = structType(name);
  if (struct === undefined || struct.fields.size === 0) return value;
  const result: JsonObject = {};
  for (const [key, item] of Object.entries(value)) {
    const field = struct.fields.get(key);
    if (field === undefined) {
      context.unknown.push([...path, key].join(".").replaceAll(".[", "["));
      continue;
    }
    const decoded = decode(item, field.type, [...path, key], context);
    if (decoded !== undefined) result[key] = decoded;
  }
  return result;
}

const keepZero = (type: ValueType): ValueType => ("omitZero" in type ? { ...type, omitZero: false } : type);

function decodeScalar(value: Json, kind: string, path: string[], context: Decoding): Json {
  switch (kind) {
    case "string":
    case "time":
      return wellFormed(mustBe(typeof value === "string", value, "string", path, context) as string);
    case "bytes":
      return base64(mustBe(typeof value === "string", value, "[]uint8", path, context) as string, context);
    case "integer":
      return mustBe(Number.isInteger(value), value, "int", path, context);
    case "number":
      return mustBe(typeof value === "number", value, "float64", path, context);
    case "boolean":
      return mustBe(typeof value === "boolean", value, "bool", path, context);
    case "int-or-string":
      return mustBe(typeof value === "string" || Number.isInteger(value), value, "intstr.IntOrString", path, context);
    case "quantity": {
      const quantity = canonicalQuantity(String(value));
      if (quantity !== undefined) return quantity;
      throw cannotBeHandled(context.kind, "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
    }
    default:
      return value;
  }
}

/** Half a surrogate pair becomes the replacement character, as in every text that Go reads. */
const wellFormed = (text: string) => (/\p{Surrogate}/u.test(text) ? Buffer.from(text).toString() : text);

/** As Go writes it again: without the line breaks that it takes. */
function base64(text: string, { kind }: Decoding): string {
  const plain = text.replaceAll(/[\r\n]/g, "");
  if (plain.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(plain)) return Buffer.from(plain, "base64").toString("base64");
  const at = Math.max(0, plain.search(/[^A-Za-z0-9+/]/));
  throw cannotBeHandled(kind, `illegal base64 data at input byte ${at}`);
}

function mustBe(holds: boolean, value: Json, wanted: string, path: string[], context: Decoding): Json {
  if (holds) return value;
  const found = Array.isArray(value) ? "array" : isObject(value) ? "object" : typeof value === "boolean" ? "bool" : typeof value;
  const field = [context.kind, ...path.filter((part) => !part.startsWith("["))].join(".");
  throw cannotBeHandled(context.kind, `json: cannot unmarshal ${found} into Go struct field ${field} of type ${wanted}`);
}

const cannotBeHandled = (kind: string, why: string) =>
  new ApiError(400, "BadRequest", `${kind} in version "v1" cannot be handled as a ${kind}: ${why}`);
