import { actorInWords } from "@/lib/access/actor-in-words";
import type { Ctx } from "@/lib/access/ctx";
import { recordAudit } from "@/lib/access/record-audit";
import { requirePermission } from "@/lib/access/require-permission";
import { AppError } from "@/lib/platform/app-error";
import { Prisma } from "@/lib/platform/db";
import { inTransaction } from "@/lib/platform/in-transaction";
import { notify } from "@/lib/platform/notify";
import { plainWords } from "../plain-words";
import type { SupportNoteJson } from "../schemas";
import { WriteSupportNoteInput } from "./schemas";
import { standingNote, type KeptNote } from "./standing-note";

type Locked = { supportNote: unknown; title: string; environmentTitle: string };

/**
 * Writes, changes or removes what people who talk to customers are to know of a bot. One that its writer has not seen is not overwritten.
 *
 * @throws AppError `forbidden`, `bad-input`, `not-found`, `conflict` with the note that stands
 */
export async function writeSupportNote({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: WriteSupportNoteInput & { botId: string };
}): Promise<{ supportNote: SupportNoteJson | null }> {
  requirePermission(ctx, "write-support-note");
  const { botId, ...asked } = input;
  const { text, until = null, former } = WriteSupportNoteInput.parse(asked);
  const now = ctx.clock.now();
  if (until !== null && Date.parse(until) <= now.getTime())
    throw new AppError("bad-input", "That time is over already, so the note would never be shown. Nothing was changed.");
  const words = plainWords(text, Infinity);
  if (text !== null && words === null) throw new AppError("bad-input", "The note holds no letters. Nothing was changed.");

  return inTransaction(ctx, async (tx) => {
    const bot = await lock(tx, botId);
    const before = standingNote(bot.supportNote, now);
    if ((before?.at ?? null) !== former) throw overtaken(before);
    if (words === null && before === null) return { supportNote: null };

    const note: KeptNote | null =
      words === null ? null : { text: words, by: tx.actor, at: now.toISOString(), until: until && new Date(until).toISOString() };
    await tx.db.bot.update({ where: { id: botId }, data: { supportNote: note ?? Prisma.DbNull }, select: { id: true } });
    await notify(tx, { kind: "bot", botId });
    await recordAudit(tx, {
      action: note ? "support-note.write" : "support-note.remove",
      botId,
      subject: `${bot.title} in ${bot.environmentTitle}`,
      before: before && { text: before.text, until: before.until },
      after: note && { text: note.text, until: note.until },
    });
    return { supportNote: note && { ...note, by: actorInWords(note.by) } };
  });
}

function overtaken(standing: SupportNoteJson | null): AppError {
  const happened = standing ? `${standing.by} wrote meanwhile: “${standing.text}”` : "The note was removed meanwhile, or its time is over.";
  return new AppError("conflict", `${happened} Nothing was changed. Look at it, and save again if yours is to stand.`, {
    detail: { supportNote: standing },
  });
}

/** Locked, so that two who write take turns, and each is told of the other. */
async function lock(tx: Ctx, botId: string): Promise<Locked> {
  const [bot] = await tx.db.$queryRaw<Locked[]>`
    select b."supportNote", b.title, e.title as "environmentTitle"
    from "Bot" b join "Environment" e on e.name = b."environmentName" where b.id = ${botId} for update of b`;
  if (!bot) throw new AppError("not-found", "There is no bot with this id. Nothing was changed.");
  return bot;
}
