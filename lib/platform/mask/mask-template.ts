import { isObject, type Json, type JsonObject } from "@/lib/platform/json";
import { maskCredential } from "./mask-credential";

const BARE_FLAG = /^--?[A-Za-z][\w.-]*$/;

/** A pod template with literal values hidden that look like credentials: env, annotations, arguments and whatever else it says. Its shape stays. */
export function maskTemplate(template: JsonObject): JsonObject {
  return maskObject(template);
}

function maskObject(object: JsonObject): JsonObject {
  const masked = Object.fromEntries(Object.entries(object).map(([key, inner]) => [key, maskValue(key, inner)]));
  // An env variable, a header, a sysctl: the name stands beside its value.
  if (typeof object.name !== "string" || typeof object.value !== "string") return masked;
  return { ...masked, value: maskCredential(object.name, object.value) };
}

function maskValue(name: string, value: Json): Json {
  if (typeof value === "string") return maskCredential(name, value);
  if (Array.isArray(value)) return value.map((item, index) => maskItem(item, value[index - 1]));
  return isObject(value) ? maskObject(value) : value;
}

/** `--token` and what follows it are two arguments. */
function maskItem(item: Json, before: Json | undefined): Json {
  const name = typeof before === "string" && BARE_FLAG.test(before) ? before : "";
  return maskValue(typeof item === "string" && item.startsWith("-") ? "" : name, item);
}
