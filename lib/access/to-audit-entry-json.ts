import type { Json } from "@/lib/platform/json";
import { maskTemplate } from "@/lib/platform/mask/mask-template";
import { maskText } from "@/lib/platform/mask/mask-text";
import { actorInWords } from "./actor-in-words";
import type { AuditRow } from "./audit-matching";
import type { AuditEntryJson } from "./schemas";
import type { Actor } from "./types";

/** An entry as people and machines read it: who in words, and credentials hidden that somebody wrote into it. */
export function toAuditEntryJson({ seq, at, actor, before, after, ...entry }: AuditRow): AuditEntryJson {
  const { action, botId, subject, reason, requestId, hash, prevHash } = entry;
  return {
    seq: String(seq),
    at: at.toISOString(),
    actor: actorInWords(actor as Actor),
    action,
    botId,
    subject,
    before: masked(before as Json),
    after: masked(after as Json),
    reason: reason === null ? null : maskText(reason),
    requestId,
    prevHash,
    hash,
  };
}

function masked(value: Json): Json {
  return maskTemplate({ recorded: value }).recorded ?? null;
}
