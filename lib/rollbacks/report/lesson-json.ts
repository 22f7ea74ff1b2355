import { actorInWords } from "@/lib/access/actor-in-words";
import type { Actor } from "@/lib/access/types";
import type { LessonJson } from "./schemas";

export function lessonJson({ version, text, by, at }: { version: number; text: string; by: unknown; at: Date }): LessonJson {
  return { version, text, by: actorInWords(by as Actor), at: at.toISOString() };
}
