import type { FieldOwner } from "@/lib/cluster/types";
import { templateFieldsOf } from "@/lib/health/template-changed-at";
import { isObject } from "@/lib/platform/json";
import { ROLLBACK_ANNOTATION } from "./rollback-annotation";

/** Field manager of Lastgood's own writes. */
export const OUR_MANAGER = "lastgood";

/** Whether an entry is of what Lastgood itself wrote. */
export function isOurs({ manager, subresource }: FieldOwner): boolean {
  return manager === OUR_MANAGER && subresource === null;
}

export type Brought = {
  /** Null where the cluster does not know. Lastgood's own only when nobody else touched the template in the same second. */
  manager: string | null;
  at: Date | null;
  /** Lastgood wrote in that second too: times have no finer grain, so what it wrote decides. */
  maybeUs: boolean;
};

/** The manager that touched the pod template last, and when. Controllers' status writes never count. */
export function whoBrought(owners: readonly FieldOwner[]): Brought {
  const touching = owners.filter(wroteRelease);
  const latest = Math.max(...touching.map(({ time }) => time?.getTime() ?? 0));
  const last = touching.filter(({ time }) => (time?.getTime() ?? 0) === latest);
  const named = last.find(({ manager }) => manager !== OUR_MANAGER) ?? last[0];
  return { manager: named?.manager ?? null, at: named?.time ?? null, maybeUs: last.some(({ manager }) => manager === OUR_MANAGER) };
}

/** What Lastgood wrote with the template tells of it also when the template's fields were given back to their owners. */
function wroteRelease(owner: FieldOwner): boolean {
  if (templateFieldsOf(owner) !== null) return true;
  const metadata = isOurs(owner) ? owner.fields["f:metadata"] : undefined;
  const annotations = isObject(metadata) ? metadata["f:annotations"] : undefined;
  return isObject(annotations) && `f:${ROLLBACK_ANNOTATION}` in annotations;
}
