import type { Json } from "@/lib/platform/json";
import { canonicalJson, CHAIN_START, type AuditContent } from "./audit-hash";
import type { Ctx } from "./ctx";

/** Dotted, domain first: `rollback.confirm`, `user.add`. */
export type AuditAct = {
  action: string;
  botId?: string;
  /** What it was done to, in words that stay true when the row is gone. */
  subject: string;
  before?: unknown;
  after?: unknown;
  reason?: string | undefined;
};

/** Any constant: the one lock that puts audit entries in a row. Held until the transaction ends, so record last. */
const CHAIN_LOCK = 7_225_341;

/**
 * Appends to the audit chain in the caller's transaction: what is recorded and the record of it commit together or not at all.
 *
 * @throws Error when called outside a transaction
 */
export async function recordAudit(tx: Ctx, act: AuditAct): Promise<void> {
  if ("$connect" in tx.db) throw new Error("recordAudit needs the transaction whose act it records");

  const content: AuditContent = {
    at: tx.clock.now().toISOString(),
    actor: plain(tx.actor),
    action: act.action,
    botId: act.botId ?? null,
    subject: act.subject,
    before: plain(act.before),
    after: plain(act.after),
    reason: act.reason ?? null,
    requestId: tx.requestId,
  };
  const { before, after } = content;

  // Two statements: one that takes a lock reads with the snapshot it had before it waited, and would chain to a stale entry.
  await tx.db.$executeRaw`select pg_advisory_xact_lock(${CHAIN_LOCK}::int)`;
  await tx.db.$executeRaw`
    insert into "AuditEntry" (seq, at, actor, action, "botId", subject, before, after, reason, "requestId", "prevHash", hash)
    select next.seq, ${content.at}::timestamp, ${JSON.stringify(content.actor)}::jsonb, ${content.action}, ${content.botId}, ${content.subject},
      ${before === null ? null : JSON.stringify(before)}::jsonb, ${after === null ? null : JSON.stringify(after)}::jsonb,
      ${content.reason}, ${content.requestId}, next."prevHash",
      encode(sha256(convert_to(next."prevHash" || chr(10) || next.seq || chr(10) || ${canonicalJson(content)}, 'UTF8')), 'hex')
    from (
      select coalesce(max(last.seq), 0) + 1 as seq, coalesce(max(last.hash), ${CHAIN_START}) as "prevHash"
      from (select seq, hash from "AuditEntry" order by seq desc limit 1) as last
    ) as next`;
}

function plain(value: unknown): Json {
  return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as Json);
}
