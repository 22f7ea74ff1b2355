import type { DeleteOptions } from "../api/delete-object";
import type { WriteOptions } from "../api/write-options";
import { ApiError } from "../objects/api-error";
import type { Incoming } from "./serve-resource";

/** How a create, update or patch is to be done. @throws ApiError 422 */
export function writeOptions({ query, userAgent, subresource, verb }: Incoming, warnings: string[]): WriteOptions {
  const kinds = { create: "CreateOptions", update: "UpdateOptions", patch: "PatchOptions" } as Record<string, string>;
  return {
    manager: query.get("fieldManager") || userAgent.split("/")[0] || "unknown",
    dryRun: isDryRun(query.getAll("dryRun"), kinds[verb] ?? "DeleteOptions"),
    fieldValidation: (query.get("fieldValidation") ?? "Warn") as "Warn",
    warn: (sentence) => void warnings.push(sentence),
    ...(subresource === "status" ? { subresource } : {}),
  };
}

function isDryRun(values: string[], kind: string): boolean {
  if (values.some((value) => value !== "All")) {
    const message = `Unsupported value: ${JSON.stringify(values)}: supported values: "All"`;
    const details = { group: "meta.k8s.io", kind, causes: [{ reason: "FieldValueNotSupported" as const, message, field: "dryRun" }] };
    throw new ApiError(422, "Invalid", `${kind}.meta.k8s.io "" is invalid: dryRun: ${message}`, details);
  }
  return values.length > 0;
}

/** How a delete is to be done. A body, if there is one, stands for all options: the query's are then not looked at. @throws ApiError 422 */
export function deleteOptions({ query, body }: Incoming): DeleteOptions {
  const fromBody = body.trim() === "" ? undefined : (JSON.parse(body) as DeleteOptions & { dryRun?: string[] });
  if (fromBody) return { ...fromBody, dryRun: isDryRun((fromBody.dryRun as string[] | undefined) ?? [], "DeleteOptions") };
  const grace = query.get("gracePeriodSeconds");
  const policy = query.get("propagationPolicy") as NonNullable<DeleteOptions["propagationPolicy"]> | null;
  return {
    ...(grace === null ? {} : { gracePeriodSeconds: Number(grace) }),
    ...(policy === null ? {} : { propagationPolicy: policy }),
    dryRun: isDryRun(query.getAll("dryRun"), "DeleteOptions"),
  };
}
