import type { JsonObject } from "@/lib/platform/json";

/** Most writes leave the template as it is: the one that is held stays, with all that was worked out of it. */
export function keepTemplate<T extends { template: JsonObject }>(held: T | undefined, now: T): T {
  const isSame = held !== undefined && JSON.stringify(held.template) === JSON.stringify(now.template);
  return isSame ? { ...now, template: held.template } : now;
}
