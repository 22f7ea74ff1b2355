import { isObject, type Json, type JsonObject } from "@/lib/platform/json";

/**
 * A set of fields in the form of `managedFields`: `f:name` is a field, `k:{…}` an item of a list by its keys, `v:…` a value in a set, `.` what holds them itself.
 * An empty node is a field without parts. null is the empty set. https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management
 */
export type FieldSet = JsonObject | null;

/** What is in either. */
export function union(a: FieldSet, b: FieldSet): FieldSet {
  return merge(a, b, { member: (inA, inB) => inA || inB, alone: (node) => node });
}

/** What is in `a` and not in `b`. */
export function minus(a: FieldSet, b: FieldSet): FieldSet {
  return merge(a, b, { member: (inA, inB) => inA && !inB, alone: (node, side) => (side === "a" ? node : null) });
}

/** What is in both. */
export function common(a: FieldSet, b: FieldSet): FieldSet {
  return merge(a, b, { member: (inA, inB) => inA && inB, alone: () => null });
}

/** The part of a set that this value has. */
export function within(set: FieldSet, value: Json | undefined): FieldSet {
  if (set === null || value === undefined) return null;
  const parts = partsOf(set).map(([key, part]): [string, FieldSet] => [key, within(part, itemOf(value, key))]);
  return node(isMember(set), parts);
}

/** How many fields it holds. */
export function sizeOf(set: FieldSet): number {
  if (set === null) return 0;
  return partsOf(set).reduce((sum, [, part]) => sum + sizeOf(part), isMember(set) ? 1 : 0);
}

type Rule = { member: (inA: boolean, inB: boolean) => boolean; alone: (node: JsonObject, side: "a" | "b") => FieldSet };

function merge(a: FieldSet, b: FieldSet, rule: Rule): FieldSet {
  if (a === null) return b && rule.alone(b, "b");
  if (b === null) return rule.alone(a, "a");
  const [inA, inB] = [new Map(partsOf(a)), new Map(partsOf(b))];
  const keys = [...new Set([...inA.keys(), ...inB.keys()])];
  return node(
    rule.member(isMember(a), isMember(b)),
    keys.map((key) => [key, merge(inA.get(key) ?? null, inB.get(key) ?? null, rule)]),
  );
}

function partsOf(set: JsonObject): [string, JsonObject][] {
  return Object.entries(set).filter((entry): entry is [string, JsonObject] => entry[0] !== "." && isObject(entry[1]));
}

function isMember(set: JsonObject): boolean {
  return "." in set || Object.keys(set).length === 0;
}

function node(member: boolean, parts: readonly [string, FieldSet][]): FieldSet {
  const kept = parts.filter((part): part is [string, JsonObject] => part[1] !== null);
  if (kept.length === 0) return member ? {} : null;
  return Object.fromEntries([...(member ? [[".", {}] as [string, JsonObject]] : []), ...kept]);
}

function itemOf(value: Json, key: string): Json | undefined {
  const name = key.slice(2);
  if (key.startsWith("f:")) return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  if (!Array.isArray(value)) return undefined;
  const wanted = JSON.parse(name) as Json;
  if (key.startsWith("i:")) return value[Number(wanted)];
  if (key.startsWith("v:")) return value.find((item) => item === wanted);
  return value.find((item) => isObject(item) && isObject(wanted) && Object.entries(wanted).every(([field, text]) => item[field] === text));
}
