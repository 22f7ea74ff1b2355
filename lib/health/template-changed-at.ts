import type { FieldOwner } from "@/lib/cluster/types";
import { isObject, type JsonObject } from "@/lib/platform/json";

/** The part of one `managedFields` entry that is about the pod template; null where it has none, or where a controller wrote the status. */
export function templateFieldsOf({ subresource, fields }: FieldOwner): JsonObject | null {
  const spec = subresource === null ? fields["f:spec"] : undefined;
  const template = isObject(spec) ? spec["f:template"] : undefined;
  return isObject(template) ? template : null;
}

/** When the pod template was last written, by the cluster's clock in whole seconds; null where the cluster does not know. */
export function templateChangedAt(owners: readonly FieldOwner[]): Date | null {
  const times = owners.flatMap((owner) => (templateFieldsOf(owner) && owner.time ? [owner.time.getTime()] : []));
  return times.length > 0 ? new Date(Math.max(...times)) : null;
}
