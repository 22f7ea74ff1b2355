import type { Json, JsonObject } from "./json";

/** Sets a field that comes from outside: one named `__proto__` is data like any other. */
export const setOwn = (object: JsonObject, key: string, value: Json): void =>
  void Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });

export const ownValue = (object: JsonObject, key: string): Json | undefined => (Object.hasOwn(object, key) ? object[key] : undefined);
