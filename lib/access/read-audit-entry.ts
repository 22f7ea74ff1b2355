import { AppError } from "@/lib/platform/app-error";
import type { Ctx } from "./ctx";
import { requirePermission } from "./require-permission";
import { ReadAuditInput, type AuditEntryJson } from "./schemas";
import { toAuditEntryJson } from "./to-audit-entry-json";

/** One entry of the audit log. @throws AppError `forbidden`, `not-found` */
export async function readAuditEntry({ ctx, input }: { ctx: Ctx; input: { seq: string } }): Promise<AuditEntryJson> {
  requirePermission(ctx, "read-audit");
  const { seq } = ReadAuditInput.parse(input);
  const entry = await ctx.db.auditEntry.findUnique({ where: { seq: BigInt(seq) } });
  if (!entry) throw new AppError("not-found", `The audit log has no entry ${seq}. Its entries are numbered from 1 without a gap.`);
  return toAuditEntryJson(entry);
}
