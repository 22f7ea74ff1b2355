import type { Ctx } from "./ctx";
import { requirePermission } from "./require-permission";
import type { AuditPiece, VerifyAuditInput } from "./schemas";
import { verifyAuditPiece } from "./verify-audit-piece";

export type AuditVerification =
  | { kind: "unbroken"; entries: number; lastSeq: string | null; lastHash: string }
  /** The first entry that does not follow from the one before it, and why, as a sentence. */
  | Extract<AuditPiece, { kind: "broken" }>;

/** Recomputes the audit chain from its start. Entries cut off the end leave no gap: compare `lastSeq` and `lastHash` with a copy kept elsewhere. */
export async function verifyAudit({ ctx }: { ctx: Ctx }): Promise<AuditVerification> {
  requirePermission(ctx, "read-audit");
  let input: VerifyAuditInput = {};
  for (;;) {
    const piece = await verifyAuditPiece({ ctx, input });
    if (piece.kind === "broken") return piece;
    const { seq, hash, lastSeq } = piece;
    if (seq === lastSeq) return { kind: "unbroken", entries: Number(seq), lastSeq: seq === "0" ? null : seq, lastHash: hash };
    input = { after: seq, hash };
  }
}
