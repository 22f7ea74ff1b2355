import { isObject, type Json } from "@/lib/platform/json";

/** Whether a template holds an integer too large for JSON in JavaScript (above 2^53): what was read of it need not be what the cluster has. */
export function losesNumbers(value: Json): boolean {
  if (typeof value === "number") return Number.isInteger(value) && !Number.isSafeInteger(value);
  if (Array.isArray(value)) return value.some(losesNumbers);
  return isObject(value) && Object.values(value).some(losesNumbers);
}
