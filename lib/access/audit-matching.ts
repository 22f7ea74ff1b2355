import { Prisma } from "@/lib/platform/db";
import type { AuditFilter } from "./schemas";

/** A row of the audit log as PostgreSQL gives it. */
export type AuditRow = {
  seq: bigint;
  at: Date;
  actor: unknown;
  action: string;
  botId: string | null;
  subject: string;
  before: unknown;
  after: unknown;
  reason: string | null;
  requestId: string;
  prevHash: string;
  hash: string;
};

/** The newest entries that a filter asks for, older than `before`. Each condition is one that an index answers in the order of the log. */
export function auditMatching(filter: AuditFilter, { before, take }: { before: bigint | null; take: number }): Prisma.Sql {
  const conditions = [...(before === null ? [] : [Prisma.sql`seq < ${before}`]), ...conditionsOf(filter)];
  const where = conditions.length === 0 ? Prisma.empty : Prisma.sql`where ${Prisma.join(conditions, " and ")}`;
  return Prisma.sql`
    select seq, at, actor, action, "botId", subject, before, after, reason, "requestId", "prevHash", hash
    from "AuditEntry" ${where} order by seq desc limit ${take}`;
}

function conditionsOf({ botId, action, actor, from, to }: AuditFilter): Prisma.Sql[] {
  return [
    ...(botId ? [Prisma.sql`"botId" = ${botId}`] : []),
    ...(action ? [action.includes(".") ? Prisma.sql`action = ${action}` : Prisma.sql`split_part(action, '.', 1) = ${action}`] : []),
    ...(actor
      ? [ID.test(actor) ? Prisma.sql`actor ->> 'id' = ${actor}` : Prisma.sql`coalesce(actor ->> 'name', actor ->> 'job') = ${actor}`]
      : []),
    ...(from ? [Prisma.sql`at >= ${new Date(from).toISOString()}::timestamp`] : []),
    ...(to ? [Prisma.sql`at < ${new Date(to).toISOString()}::timestamp`] : []),
  ];
}

/** What `newId` makes of people and tokens. */
const ID = /^(?:usr|tok)_[0-9a-z]+$/;
