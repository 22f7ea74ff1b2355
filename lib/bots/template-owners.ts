import { createHash } from "node:crypto";
import type { FieldOwner } from "@/lib/cluster/types";
import { isObject, type Json, type JsonObject } from "@/lib/platform/json";
import { CHANGE_CAUSE } from "./describe-release";
import { minus, type FieldSet } from "./field-set";
import { isOurs } from "./who-brought";

/** Who owns which of the fields that a release brings: those of the template, and the change cause. `fields` is a set from the object's root on. */
export type TemplateOwner = { manager: string; operation: string; apiVersion: string; fields: JsonObject };

const CAUSE_FIELD = `f:${CHANGE_CAUSE}`;

/** The fields of an entry that a release brings, and all others. */
export function splitFields({ fields, subresource }: Pick<FieldOwner, "fields" | "subresource">): { brought: FieldSet; rest: FieldSet } {
  if (subresource !== null) return { brought: null, rest: fields };
  const template = at(fields, "f:spec", "f:template");
  const cause = at(fields, "f:metadata", "f:annotations", CAUSE_FIELD);
  const brought = {
    ...(cause && { "f:metadata": { "f:annotations": { [CAUSE_FIELD]: cause } } }),
    ...(template && { "f:spec": { "f:template": template } }),
  };
  const set = Object.keys(brought).length > 0 ? brought : null;
  return { brought: set, rest: minus(fields, set) };
}

/** Everybody but Lastgood who owns such fields. What it holds itself belongs to whoever had it before. */
export function templateOwners(owners: readonly FieldOwner[]): TemplateOwner[] {
  return owners.flatMap((owner) => {
    const { brought } = splitFields(owner);
    const { manager, operation, apiVersion = "apps/v1" } = owner;
    return brought === null || isOurs(owner) ? [] : [{ manager, operation, apiVersion, fields: brought }];
  });
}

const keys = new WeakMap<readonly FieldOwner[], string>();

/** Equal where the same managers own the same fields. Computed once for each look: the same ones are compared with every pod event. */
export function ownersKey(owners: readonly FieldOwner[]): string {
  const key =
    keys.get(owners) ??
    createHash("sha256")
      .update(JSON.stringify(templateOwners(owners)))
      .digest("base64");
  keys.set(owners, key);
  return key;
}

/** Whether a rollback brought what is live and has not given its fields back yet: then its owners are not the release's. */
export function isHeldByUs(owners: readonly FieldOwner[]): boolean {
  return owners.some((owner) => isOurs(owner) && splitFields(owner).brought !== null);
}

/** Owners as they were recorded. */
export function readOwners(recorded: unknown): TemplateOwner[] {
  if (!Array.isArray(recorded)) return [];
  return recorded.flatMap((owner: unknown) => {
    if (!isObject(owner) || !isObject(owner.fields)) return [];
    const { manager, operation, apiVersion, fields } = owner;
    return "f:spec" in fields || "f:metadata" in fields
      ? [{ manager: String(manager), operation: String(operation), apiVersion: String(apiVersion), fields }]
      : [];
  });
}

function at(fields: JsonObject, ...path: string[]): JsonObject | null {
  const found = path.reduce<Json | undefined>((value, key) => (isObject(value) ? value[key] : undefined), fields);
  return isObject(found) ? found : null;
}
