export type ScalarKind = "string" | "bytes" | "integer" | "number" | "boolean" | "quantity" | "int-or-string" | "time" | "anything";

export type ValueType =
  | { kind: ScalarKind; omitZero: boolean }
  | { kind: "map"; of: ValueType }
  | ListType
  | { kind: "struct"; name: string; retainKeys: boolean };

export interface ListType {
  kind: "list";
  of: ValueType;
  shape: "atomic" | "set" | "map";
  /** What tells two items of a `map` list apart; strategic merge patches use the first one alone. */
  keys: string[];
  retainKeys: boolean;
}

export interface StructType {
  name: string;
  atomic: boolean;
  fields: Map<string, { required: boolean; type: ValueType }>;
}
