import { createHash } from "node:crypto";
import { isObject, type Json } from "@/lib/platform/json";

/** What an audit entry says, without its place in the chain. `at` is ISO 8601 with milliseconds. */
export type AuditContent = {
  at: string;
  actor: Json;
  action: string;
  botId: string | null;
  subject: string;
  before: Json;
  after: Json;
  reason: string | null;
  requestId: string | null;
};

/** The first entry's `prevHash`. */
export const CHAIN_START = "0".repeat(64);

/** Links an entry to the one before it: a change to any field, or to the order, changes this. `record-audit.ts` computes the same in SQL. */
export function auditHash(prevHash: string, seq: bigint, content: AuditContent): string {
  return createHash("sha256")
    .update(`${prevHash}\n${seq}\n${canonicalJson(content)}`)
    .digest("hex");
}

/** JSON with keys in one order, so that what PostgreSQL's jsonb gives back hashes like what went in. */
export function canonicalJson(value: Json): string {
  return JSON.stringify(sorted(value));
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  // Entries, not assignment: a key named `__proto__` must stay a key.
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
