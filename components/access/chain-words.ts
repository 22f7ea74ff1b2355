import type { AuditPiece } from "@/lib/access/schemas";

type Words = { tone: "whole" | "part" | "broken" | "unknown"; sentence: string; rest: string | null };

const A_SECOND = 20_000;
const number = (seq: string) => Number(seq).toLocaleString("en-GB");

/** What is known of the chain, and what verifying the rest would cost. */
export function chainWords(piece: AuditPiece | undefined, failed: boolean): Words {
  if (!piece) {
    const sentence = failed ? "The chain could not be verified now." : "Entries are only ever added, each sealed with the one before.";
    return { tone: "unknown", sentence, rest: null };
  }
  if (piece.kind === "broken") {
    const sentence = `The chain is broken at entry ${number(piece.seq)}. ${piece.sentence} Compare with an export kept elsewhere.`;
    return { tone: "broken", sentence, rest: null };
  }
  const { seq, lastSeq } = piece;
  if (seq === "0") return { tone: "unknown", sentence: "Entries are only ever added, each sealed with the one before.", rest: null };
  if (seq === lastSeq)
    return {
      tone: "whole",
      sentence: `The chain is verified up to here: entries 1 to ${number(seq)} are as they were written.`,
      rest: null,
    };
  const left = Number(lastSeq) - Number(seq);
  const seconds = Math.max(1, Math.ceil(left / A_SECOND));
  return {
    tone: "part",
    sentence: `Entries 1 to ${number(seq)} of ${number(lastSeq)} are verified.`,
    rest: `Verify the other ${left.toLocaleString("en-GB")} · about ${seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`}`,
  };
}
