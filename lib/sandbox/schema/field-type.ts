import { structType } from "./struct-type";
import type { ValueType } from "./types";

/** The type of one field of a struct, or of the values of a map. */
export function fieldType(type: ValueType, key: string): ValueType {
  const field = type.kind === "struct" ? structType(type.name)?.fields.get(key)?.type : type.kind === "map" ? type.of : undefined;
  return field ?? { kind: "anything", omitZero: false };
}
