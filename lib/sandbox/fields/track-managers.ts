import type { JsonObject } from "../objects/json";
import type { KubeObject, ManagedFieldsEntry } from "../objects/kube-object";
import { typeOfKind } from "../schema/struct-type";
import { fieldPaths } from "./field-paths";
import { fromFieldsV1, toFieldsV1 } from "./fields-v1";

export interface Manager {
  name: string;
  subresource?: string;
}

/**
 * The `managedFields` after a write: the writer owns what it added or changed, nobody owns what it took away.
 * A request may bring its own list; a list of one empty entry clears it.
 */
export function trackManagers(before: KubeObject | undefined, after: KubeObject, manager: Manager, time: string): ManagedFieldsEntry[] {
  const brought = after.metadata.managedFields ?? [];
  if (brought.length === 1 && Object.keys(brought[0] ?? {}).length === 0) return [];
  const known = brought.length > 0 && manager.subresource === undefined ? brought : (before?.metadata.managedFields ?? []);

  const type = typeOfKind(after.kind);
  const old = before === undefined ? new Map<string, string>() : fieldPaths(before as unknown as JsonObject, type);
  const now = fieldPaths(after as unknown as JsonObject, type);
  const changed = [...now].filter(([path, value]) => old.get(path) !== value).map(([path]) => path);
  const removed = [...old.keys()].filter((path) => !now.has(path));
  if (changed.length === 0 && removed.length === 0) return known;

  const gone = new Set([...changed, ...removed]);
  const isWriter = (entry: ManagedFieldsEntry) =>
    entry.manager === manager.name &&
    entry.operation === "Update" &&
    entry.apiVersion === after.apiVersion &&
    entry.subresource === manager.subresource;
  const others = known.filter((entry) => !isWriter(entry)).map((entry) => without(entry, gone));
  const own = known.find(isWriter);
  const ownPaths = new Set([...fromFieldsV1(own?.fieldsV1)].filter((path) => now.has(path)).concat(changed));
  const entry: ManagedFieldsEntry = {
    manager: manager.name,
    operation: "Update",
    apiVersion: after.apiVersion,
    time,
    fieldsType: "FieldsV1",
    fieldsV1: toFieldsV1(ownPaths),
    ...(manager.subresource === undefined ? {} : { subresource: manager.subresource }),
  };
  return [...others, ...(ownPaths.size > 0 ? [entry] : [])].filter((kept) => Object.keys((kept.fieldsV1 ?? {}) as JsonObject).length > 0);
}

function without(entry: ManagedFieldsEntry, gone: Set<string>): ManagedFieldsEntry {
  const paths = fromFieldsV1(entry.fieldsV1);
  const kept = [...paths].filter((path) => !gone.has(path));
  return kept.length === paths.size ? entry : { ...entry, fieldsV1: toFieldsV1(kept) };
}
