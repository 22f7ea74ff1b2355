import { badRequest, patchDidNotApply } from "../objects/api-error";
import { isObject, sameJson, type Json, type JsonObject } from "../objects/json";
import { ownValue, setOwn } from "../objects/set-own";

interface Operation {
  op: string;
  path: string;
  from?: string;
  value?: Json;
}

/**
 * RFC 6902 as the API server applies it: a `test` of a field that is not there holds for null, `remove` and `replace` of one do not. `asWritten` is the same
 * patch with a sign that equals nothing in place of each that is spelled unlike the server would: its values are what a `test` compares.
 *
 * @throws ApiError 400 when it is not a list of operations, 422 without causes when one of them does not apply
 */
export function applyJsonPatch(document: JsonObject, patch: Json, asWritten = patch): JsonObject {
  const compared = parseOperations(asWritten);
  const holder: JsonObject = { root: structuredClone(document) };
  parseOperations(patch).forEach((operation, at) =>
    applyOne(holder, operation.op === "test" ? { ...operation, value: compared[at]?.value ?? null } : operation),
  );
  if (!isObject(holder["root"])) throw patchDidNotApply();
  return holder["root"];
}

function parseOperations(patch: Json): Operation[] {
  if (!Array.isArray(patch)) {
    throw badRequest("error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp");
  }
  return patch.map((item) => {
    if (!isObject(item) || typeof item["op"] !== "string" || typeof item["path"] !== "string") throw patchDidNotApply();
    return item as unknown as Operation;
  });
}

function applyOne(holder: JsonObject, { op, path, from, value }: Operation): void {
  switch (op) {
    case "add":
      return add(holder, path, value ?? null);
    case "remove":
      return void remove(holder, path);
    case "replace":
      return replace(holder, path, value ?? null);
    case "move":
      return add(holder, path, remove(holder, from ?? ""));
    case "copy":
      return add(holder, path, structuredClone(existing(holder, from ?? "")));
    case "test":
      if (!sameJson(read(holder, path) ?? null, value ?? null)) throw patchDidNotApply();
      return;
    default:
      throw patchDidNotApply();
  }
}

/** The document hangs under `root`, so that the empty pointer needs no special case. */
const keysOf = (pointer: string): string[] => {
  if (pointer !== "" && !pointer.startsWith("/")) throw patchDidNotApply();
  const keys = pointer.split("/").slice(1);
  return ["root", ...keys.map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"))];
};

function parentOf(holder: JsonObject, pointer: string): { parent: JsonObject | Json[]; key: string } {
  const keys = keysOf(pointer);
  const key = keys.pop() ?? "root";
  let parent: Json | undefined = holder;
  for (const step of keys) parent = child(parent, step);
  if (!isObject(parent) && !Array.isArray(parent)) throw patchDidNotApply();
  return { parent, key };
}

function child(parent: Json | undefined, key: string): Json | undefined {
  if (Array.isArray(parent)) return /^\d+$/.test(key) ? parent[Number(key)] : undefined;
  return isObject(parent) ? ownValue(parent, key) : undefined;
}

function read(holder: JsonObject, pointer: string): Json | undefined {
  const { parent, key } = parentOf(holder, pointer);
  return child(parent, key);
}

function existing(holder: JsonObject, pointer: string): Json {
  const value = read(holder, pointer);
  if (value === undefined) throw patchDidNotApply();
  return value;
}

function add(holder: JsonObject, pointer: string, value: Json): void {
  const { parent, key } = parentOf(holder, pointer);
  if (!Array.isArray(parent)) return setOwn(parent, key, value);
  const at = key === "-" ? parent.length : Number(key);
  if (!/^(\d+|-)$/.test(key) || at > parent.length) throw patchDidNotApply();
  parent.splice(at, 0, value);
}

function replace(holder: JsonObject, pointer: string, value: Json): void {
  existing(holder, pointer);
  const { parent, key } = parentOf(holder, pointer);
  if (Array.isArray(parent)) parent[Number(key)] = value;
  else setOwn(parent, key, value);
}

function remove(holder: JsonObject, pointer: string): Json {
  const value = existing(holder, pointer);
  const { parent, key } = parentOf(holder, pointer);
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
  return value;
}
