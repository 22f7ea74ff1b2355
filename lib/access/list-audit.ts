import type { Page } from "@/lib/platform/page-of";
import { auditMatching, type AuditRow } from "./audit-matching";
import type { Ctx } from "./ctx";
import { requirePermission } from "./require-permission";
import { ListAuditInput, type AuditEntryJson } from "./schemas";
import { toAuditEntryJson } from "./to-audit-entry-json";

/** One page of the audit log, newest first. */
export async function listAudit({ ctx, input }: { ctx: Ctx; input: ListAuditInput }): Promise<Page<AuditEntryJson>> {
  requirePermission(ctx, "read-audit");
  const { limit = 50, cursor, ...filter } = ListAuditInput.parse(input);

  const found = await ctx.db.$queryRaw<AuditRow[]>(auditMatching(filter, { before: cursor ? BigInt(cursor) : null, take: limit + 1 }));
  const entries = found.slice(0, limit);
  return {
    items: entries.map(toAuditEntryJson),
    nextCursor: found.length > limit ? String(entries.at(-1)?.seq) : null,
  };
}
