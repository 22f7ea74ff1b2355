import { inTransaction } from "@/lib/platform/in-transaction";
import { auditMatching, type AuditRow } from "./audit-matching";
import type { Ctx } from "./ctx";
import { recordAudit } from "./record-audit";
import { requirePermission } from "./require-permission";
import { ExportAuditInput, type AuditEntryJson } from "./schemas";
import { toAuditEntryJson } from "./to-audit-entry-json";

const PAGE = 1_000;
/** The newest so many. Whoever needs more asks for one span of time after the other. */
export const MOST_EXPORTED = 100_000;

/**
 * The entries that a filter asks for, newest first, a page at a time so that no process holds them all. That it was asked for is on the record before
 * the first page is read, and is not among the entries.
 *
 * @throws AppError `forbidden`
 */
export async function exportAudit({ ctx, input }: { ctx: Ctx; input: ExportAuditInput }): Promise<AsyncIterable<AuditEntryJson[]>> {
  requirePermission(ctx, "read-audit");
  const { format, ...filter } = ExportAuditInput.parse(input);
  const [newest] = await ctx.db.$queryRaw<AuditRow[]>(auditMatching(filter, { before: null, take: 1 }));
  await inTransaction(ctx, (tx) => recordAudit(tx, { action: "audit.export", subject: "the audit log", after: { format, ...filter } }));
  return pages(newest ? newest.seq + 1n : 0n);

  async function* pages(from: bigint): AsyncGenerator<AuditEntryJson[]> {
    let before = from;
    for (let given = 0; given < MOST_EXPORTED; given += PAGE) {
      const rows = await ctx.db.$queryRaw<AuditRow[]>(auditMatching(filter, { before, take: PAGE }));
      if (rows.length > 0) yield rows.map(toAuditEntryJson);
      if (rows.length < PAGE) return;
      before = rows.at(-1)?.seq ?? 0n;
    }
  }
}
