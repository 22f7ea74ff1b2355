import type { Json } from "@/lib/platform/json";
import { auditHash, CHAIN_START } from "./audit-hash";
import type { Ctx } from "./ctx";
import { requirePermission } from "./require-permission";
import { VerifyAuditInput, type AuditPiece } from "./schemas";

/** About 60 ms of the web process. */
const PIECE = 2_000;

/**
 * Recomputes the audit chain for the next 2,000 entries after the one where the piece before ended. Whoever goes through all pieces and gives each
 * the hash that the one before answered has verified the whole.
 */
export async function verifyAuditPiece({ ctx, input }: { ctx: Ctx; input: VerifyAuditInput }): Promise<AuditPiece> {
  requirePermission(ctx, "read-audit");
  const { after = "0", hash: from = CHAIN_START } = VerifyAuditInput.parse(input);
  let [seq, hash] = [BigInt(after), from];

  const entries = await ctx.db.auditEntry.findMany({
    // The first piece has no lower end: an entry put before the first is a break too.
    ...(seq > 0n && { where: { seq: { gt: seq } } }),
    orderBy: { seq: "asc" },
    take: PIECE,
  });
  for (const { prevHash, hash: recorded, ...entry } of entries) {
    const broken = (sentence: string): AuditPiece => ({ kind: "broken", seq: String(entry.seq), sentence });
    if (entry.seq !== seq + 1n) return broken(`Entry ${seq + 1n} is missing.`);
    if (prevHash !== hash) return broken(`Entry ${entry.seq} does not follow the entry before it.`);
    if (auditHash(hash, entry.seq, contentOf(entry)) !== recorded) return broken(`Entry ${entry.seq} was changed after it was written.`);
    [seq, hash] = [entry.seq, recorded];
  }
  const last = entries.length < PIECE ? seq : await lastSeq(ctx);
  return { kind: "unbroken", seq: String(seq), hash, lastSeq: String(last) };
}

type Row = Awaited<ReturnType<Ctx["db"]["auditEntry"]["findMany"]>>[number];

function contentOf({ at, actor, action, botId, subject, before, after, reason, requestId }: Omit<Row, "hash" | "prevHash">) {
  return {
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
}

async function lastSeq(ctx: Ctx): Promise<bigint> {
  return (await ctx.db.auditEntry.findFirstOrThrow({ orderBy: { seq: "desc" }, select: { seq: true } })).seq;
}
