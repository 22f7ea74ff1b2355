import { isObject, type Json } from "@/lib/platform/json";

/** PostgreSQL takes neither NUL nor half a surrogate pair, in text or in jsonb; a cluster may hold both. */
const UNSTORABLE = /\0|\p{Surrogate}/gu;

/** The same value with U+FFFD in the place of characters that the database refuses: better a strange letter than a bot that cannot be recorded. */
export function storable<T extends Json>(value: T): T {
  return clean(value) as T;
}

function clean(value: Json): Json {
  if (typeof value === "string") return value.replaceAll(UNSTORABLE, "\ufffd");
  if (Array.isArray(value)) return value.map(clean);
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.replaceAll(UNSTORABLE, "\ufffd"), clean(inner)]));
  return value;
}
