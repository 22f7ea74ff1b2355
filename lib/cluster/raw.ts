import { isObject, type Json, type JsonObject } from "@/lib/platform/json";

/** Readers of raw objects: what is missing, or of another type than it should be, becomes the harmless value. */
export const raw = {
  object: (value: Json | undefined): JsonObject => (isObject(value) ? value : {}),
  objects: (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []),
  text: (value: Json | undefined): string => (typeof value === "string" ? value : ""),
  textOrNull: (value: Json | undefined): string | null => (typeof value === "string" ? value : null),
  count: (value: Json | undefined): number => (typeof value === "number" ? value : 0),
  countOrNull: (value: Json | undefined): number | null => (typeof value === "number" ? value : null),
  texts: (value: Json | undefined): Record<string, string> =>
    Object.fromEntries(
      Object.entries(isObject(value) ? value : {}).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
    ),
  date: (value: Json | undefined): Date | null => {
    const date = new Date(typeof value === "string" ? value : Number.NaN);
    return Number.isNaN(date.getTime()) ? null : date;
  },
};
