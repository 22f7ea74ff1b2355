import type { JsonObject } from "@/lib/platform/json";
import { maskText } from "@/lib/platform/mask/mask-text";
import { raw } from "./raw";
import type { Condition } from "./types";

/** `status.conditions`. Only Deployments have `lastUpdateTime`; elsewhere the transition is the last thing known. */
export function mapConditions(status: JsonObject): Condition[] {
  return raw.objects(status.conditions).map((condition) => ({
    type: raw.text(condition.type),
    status: raw.text(condition.status),
    reason: raw.text(condition.reason),
    message: maskText(raw.text(condition.message)),
    lastUpdateTime: raw.textOrNull(condition.lastUpdateTime) ?? raw.textOrNull(condition.lastTransitionTime),
  }));
}
