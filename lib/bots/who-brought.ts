import type { FieldOwner } from "@/lib/cluster/types";
import { templateFieldsOf } from "@/lib/health/template-changed-at";
import type { JsonObject } from "@/lib/platform/json";

/** Field manager of Lastgood's own writes. */
export const OUR_MANAGER = "lastgood";

export type Brought = {
  /** Null where the cluster does not know. Lastgood's own only when nobody else touched the template in the same second. */
  manager: string | null;
  at: Date | null;
  /** Lastgood wrote in that second too: times have no finer grain, so what it wrote decides. */
  maybeUs: boolean;
};

/** The manager that touched the pod template last, and when. Controllers' status writes never count. */
export function whoBrought(owners: readonly FieldOwner[]): Brought {
  const touching = owners.filter((owner) => templateFieldsOf(owner) !== null);
  const latest = Math.max(...touching.map(({ time }) => time?.getTime() ?? 0));
  const last = touching.filter(({ time }) => (time?.getTime() ?? 0) === latest);
  const named = last.find(({ manager }) => manager !== OUR_MANAGER) ?? last[0];
  return { manager: named?.manager ?? null, at: named?.time ?? null, maybeUs: last.some(({ manager }) => manager === OUR_MANAGER) };
}

/** Which manager applied which fields of the template: what is needed to give ownership back later. */
export function templateOwners(owners: readonly FieldOwner[]): JsonObject[] {
  return owners.flatMap((owner) => {
    const fields = templateFieldsOf(owner);
    return fields ? [{ manager: owner.manager, operation: owner.operation, time: owner.time?.toISOString() ?? null, fields }] : [];
  });
}
