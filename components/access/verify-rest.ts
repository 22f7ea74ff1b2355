import { fetchJson } from "@/components/live/fetch-json";
import type { AuditPiece } from "@/lib/access/schemas";

/** Goes through the rest of the chain piece by piece, one request after the other so that it takes nobody's place, and tells of each. */
export async function verifyRest(from: AuditPiece, note: (piece: AuditPiece) => void, signal: AbortSignal): Promise<void> {
  let piece = from;
  while (piece.kind === "unbroken" && piece.seq !== piece.lastSeq && !signal.aborted) {
    const query: string = new URLSearchParams({ after: piece.seq, hash: piece.hash }).toString();
    piece = await fetchJson<AuditPiece>(`/api/v1/audit/verification?${query}`, { signal });
    note(piece);
  }
}
