import type { Json } from "@/lib/platform/json";
import { auditHash, CHAIN_START } from "./audit-hash";
import type { Ctx } from "./ctx";
import { requirePermission } from "./require-permission";

export type AuditVerification =
  | { kind: "unbroken"; entries: number; lastSeq: string | null; lastHash: string }
  /** The first entry that does not follow from the one before it, and why, as a sentence. */
  | { kind: "broken"; seq: string; sentence: string };

const PAGE = 1_000;

/** Recomputes the audit chain from its start. Entries cut off the end leave no gap: compare `lastSeq` and `lastHash` with a copy kept elsewhere. */
export async function verifyAudit({ ctx }: { ctx: Ctx }): Promise<AuditVerification> {
  requirePermission(ctx, "read-audit");
  let seq = 0n;
  let hash = CHAIN_START;

  for (let page = 0; ; page++) {
    const entries = await ctx.db.auditEntry.findMany({
      ...(page > 0 && { where: { seq: { gt: seq } } }),
      orderBy: { seq: "asc" },
      take: PAGE,
    });
    for (const entry of entries) {
      const broken = (sentence: string): AuditVerification => ({ kind: "broken", seq: String(entry.seq), sentence });
      if (entry.seq !== seq + 1n) return broken(`Entry ${seq + 1n} is missing.`);
      if (entry.prevHash !== hash) return broken(`Entry ${entry.seq} does not follow the entry before it.`);

      const { at, actor, action, botId, subject, before, after, reason, requestId } = entry;
      const content = {
        at: at.toISOString(),
        actor: actor as Json,
        action,
        botId,
        subject,
        before: before as Json,
        after: after as Json,
        reason,
        requestId,
      };
      if (auditHash(hash, entry.seq, content) !== entry.hash) return broken(`Entry ${entry.seq} was changed after it was written.`);

      seq = entry.seq;
      hash = entry.hash;
    }
    if (entries.length < PAGE) return { kind: "unbroken", entries: Number(seq), lastSeq: seq === 0n ? null : String(seq), lastHash: hash };
  }
}
