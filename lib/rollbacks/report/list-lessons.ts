import type { Ctx } from "@/lib/access/ctx";
import { requirePermission } from "@/lib/access/require-permission";
import { AppError } from "@/lib/platform/app-error";
import { lessonJson } from "./lesson-json";
import type { LessonJson } from "./schemas";

const MOST = 200;

/** Every version of what was learned from a rollback, newest first. @throws AppError `not-found` */
export async function listLessons({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<{ items: LessonJson[] }> {
  requirePermission(ctx, "read");
  const rollback = await ctx.db.rollback.findUnique({
    where: { id: input.id },
    select: { lessons: { orderBy: { version: "desc" }, take: MOST } },
  });
  if (!rollback) throw new AppError("not-found", "There is no rollback with this id.");
  return { items: rollback.lessons.map(lessonJson) };
}
