import type { JsonObject } from "@/lib/platform/json";
import { raw } from "./raw";
import type { FieldOwner } from "./types";

/** An entry of `managedFields` as ours. */
export function mapFieldOwner(entry: JsonObject): FieldOwner {
  return {
    manager: raw.text(entry.manager),
    operation: raw.text(entry.operation),
    time: raw.date(entry.time),
    subresource: raw.textOrNull(entry.subresource),
    fields: raw.object(entry.fieldsV1),
    ...(typeof entry.apiVersion === "string" ? { apiVersion: entry.apiVersion } : {}),
  };
}
