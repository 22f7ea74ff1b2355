import type { Ctx } from "@/lib/access/ctx";
import { recordAudit } from "@/lib/access/record-audit";
import { requirePermission } from "@/lib/access/require-permission";
import { storable } from "@/lib/bots/storable";
import { AppError } from "@/lib/platform/app-error";
import { inTransaction } from "@/lib/platform/in-transaction";
import { notify } from "@/lib/platform/notify";
import { lessonJson } from "./lesson-json";
import { lastLesson } from "./last-lesson";
import { LessonInput, type LessonJson } from "./schemas";

/**
 * Writes what was learned from a rollback as a new version; those before are kept. Whoever did not see the newest one is refused and shown it, so that nobody
 * writes over somebody.
 *
 * @throws AppError `forbidden`, `bad-input`, `not-found`, `conflict` with the newer `lesson`
 */
export async function writeLesson({ ctx, input }: { ctx: Ctx; input: LessonInput & { id: string } }): Promise<LessonJson> {
  requirePermission(ctx, "rollback");
  const { id } = input;
  const { text, basedOn } = storable(LessonInput.parse({ text: input.text, basedOn: input.basedOn }));
  return inTransaction(ctx, async (tx) => {
    const [run] = await tx.db.$queryRaw<{ botId: string; title: string; environmentTitle: string }[]>`
      select r."botId", b.title, e.title as "environmentTitle"
      from "Rollback" r join "Bot" b on b.id = r."botId" join "Environment" e on e.name = b."environmentName"
      where r.id = ${id} for update of r`;
    if (!run) throw new AppError("not-found", "There is no rollback with this id. Nothing was saved.");
    const former = await lastLesson(tx, id);
    if (former?.text === text) return former;
    if ((former?.version ?? 0) !== basedOn) throw overtaken(former);

    const written = { version: basedOn + 1, text, by: tx.actor, at: tx.clock.now() };
    await tx.db.rollbackLesson.create({ data: { rollbackId: id, ...written } });
    await notify(tx, { kind: "rollback", rollbackId: id, botId: run.botId });
    await recordAudit(tx, {
      action: "rollback.write-lesson",
      botId: run.botId,
      subject: `${run.title} in ${run.environmentTitle}`,
      before: former && { version: former.version, text: former.text },
      after: { rollback: id, version: written.version, text },
    });
    return lessonJson(written);
  });
}

function overtaken(lesson: LessonJson | null): AppError {
  const by = lesson ? `${lesson.by} saved another version meanwhile.` : "There is no version that yours could be based on.";
  return new AppError("conflict", `${by} Yours was not saved. Look at both, then save again.`, { detail: { lesson } });
}
