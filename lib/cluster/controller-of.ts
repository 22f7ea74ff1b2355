import type { JsonObject } from "@/lib/platform/json";
import { raw } from "./raw";

/** The owner reference marked as controller. */
export function controllerOf(metadata: JsonObject): { uid: string; kind: string } | null {
  const owner = raw.objects(metadata.ownerReferences).find(({ controller }) => controller === true);
  return owner ? { uid: raw.text(owner.uid), kind: raw.text(owner.kind) } : null;
}
