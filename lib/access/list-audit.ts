import { type Prisma } from "@/lib/platform/db";
import type { Page } from "@/lib/platform/page-of";
import { actorInWords } from "./actor-in-words";
import type { Ctx } from "./ctx";
import { requirePermission } from "./require-permission";
import { ListAuditInput, type AuditEntryJson } from "./schemas";
import type { Actor } from "./types";

/** One page of the audit log, newest first. */
export async function listAudit({ ctx, input }: { ctx: Ctx; input: ListAuditInput }): Promise<Page<AuditEntryJson>> {
  requirePermission(ctx, "read-audit");
  const { limit = 50, ...filter } = ListAuditInput.parse(input);

  const found = await ctx.db.auditEntry.findMany({ where: whereOf(filter), orderBy: { seq: "desc" }, take: limit + 1 });
  const entries = found.slice(0, limit);
  return {
    items: entries.map(({ seq, at, actor, action, botId, subject, before, after, reason, hash }) => ({
      seq: String(seq),
      at: at.toISOString(),
      actor: actorInWords(actor as Actor),
      action,
      botId,
      subject,
      before,
      after,
      reason,
      hash,
    })),
    nextCursor: found.length > limit ? String(entries.at(-1)?.seq) : null,
  };
}

function whereOf({ cursor, botId, action, actor, from, to }: Omit<ListAuditInput, "limit">): Prisma.AuditEntryWhereInput {
  return {
    ...(cursor && { seq: { lt: BigInt(cursor) } }),
    ...(botId && { botId }),
    ...(action && { action }),
    ...(actor && { OR: ["id", "name", "job"].map((key) => ({ actor: { path: [key], equals: actor } })) }),
    ...((from ?? to) && { at: { ...(from && { gte: new Date(from) }), ...(to && { lt: new Date(to) }) } }),
  };
}
