import type { PlatformCtx } from "@/lib/platform/ctx";
import { lessonJson } from "./lesson-json";
import type { LessonJson } from "./schemas";

/** What was learned, in its newest version; null where nobody wrote it. */
export async function lastLesson({ db }: PlatformCtx, rollbackId: string): Promise<LessonJson | null> {
  const lesson = await db.rollbackLesson.findFirst({ where: { rollbackId }, orderBy: { version: "desc" } });
  return lesson && lessonJson(lesson);
}
