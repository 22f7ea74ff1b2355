import { z } from "zod";
import { actorInWords } from "@/lib/access/actor-in-words";
import type { Actor } from "@/lib/access/types";
import type { SupportNoteJson } from "../schemas";

/** A support note as its bot keeps it. */
export type KeptNote = { text: string; by: Actor; at: string; until: string | null };

const Kept = z.object({ text: z.string(), by: z.custom<Actor>(), at: z.string(), until: z.string().nullable() });

/** The note as it is shown; null where there is none, or its time is over. */
export function standingNote(kept: unknown, now: Date): SupportNoteJson | null {
  const { data: note } = Kept.safeParse(kept);
  if (!note || (note.until !== null && Date.parse(note.until) <= now.getTime())) return null;
  return { text: note.text, by: actorInWords(note.by), at: note.at, until: note.until };
}
