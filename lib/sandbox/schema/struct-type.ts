import { coreTypes } from "./core-types";
import { parseTypes } from "./parse-types";
import { podStatusTypes } from "./pod-status-types";
import { podTypes } from "./pod-types";
import type { StructType, ValueType } from "./types";
import { volumeTypes } from "./volume-types";
import { workloadTypes } from "./workload-types";

export const allTypes = parseTypes([workloadTypes, podTypes, podStatusTypes, volumeTypes, coreTypes].join("\n"));

/** The type of that name, or nothing for kinds that are stored as they come. */
export function structType(name: string): StructType | undefined {
  return allTypes.get(name);
}

export const typeOfKind = (kind: string): ValueType =>
  allTypes.has(kind) ? { kind: "struct", name: kind, retainKeys: false } : { kind: "anything", omitZero: false };
