import { durationWords } from "@/components/time/duration-words";
import type { VerdictSlot } from "@/lib/bots/schemas";

/** More than this would not be listened to; the count says how many there are. */
const MOST = 5;

/** A strip in words: what was wrong when and for how long, newest first. `when` names a slot by its place. */
export function stripWords(slots: readonly VerdictSlot[], span: string, when: (slot: VerdictSlot) => string): string {
  const wrong = slots.filter(({ verdict }) => verdict === "failing" || verdict === "degraded").reverse();
  if (wrong.length === 0) {
    const judged = slots.some(({ verdict }) => verdict === "healthy");
    return `${span}: ${judged ? "nothing wrong was seen" : "not judged yet"}.`;
  }
  const said = wrong.slice(0, MOST).map((slot) => `${slotWords(slot)} ${when(slot)}`);
  const more = wrong.length > MOST ? `, and ${wrong.length - MOST} more` : "";
  return `${span}: ${said.join(", ")}${more}.`;
}

/** One slot: "failing for 4 min", "healthy", "nothing ran". */
export function slotWords({ verdict, seconds }: VerdictSlot): string {
  if (verdict === null) return "nothing ran";
  return verdict === "failing" || verdict === "degraded" ? `${verdict} for ${durationWords(seconds * 1000)}` : SAID[verdict];
}

const SAID = { healthy: "healthy", unknown: "not judged" };
