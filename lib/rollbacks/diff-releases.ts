import { requirePermission } from "@/lib/access/require-permission";
import { BOT_NAMED, botRef } from "@/lib/bots/bot-ref";
import type { VaultCtx } from "@/lib/bots/ctx";
import type { Digests } from "@/lib/bots/record-digests";
import { releaseContent } from "@/lib/bots/release-content";
import { releaseJson } from "@/lib/bots/release-json";
import { releaseRecords } from "@/lib/bots/release-records";
import { AppError } from "@/lib/platform/app-error";
import { comparisonNotes, type Compared } from "./comparison-notes";
import { diffSides } from "./diff-sides";
import type { ReleaseComparison } from "./schemas";

/**
 * What differs between two releases of a bot, or of the bot of that name in two environments.
 *
 * @throws AppError `forbidden`, `not-found`, `content-pruned`, `content-damaged` and its like
 */
export async function diffReleases({ ctx, input }: { ctx: VaultCtx; input: { fromId: string; toId: string } }): Promise<ReleaseComparison> {
  requirePermission(ctx, "read");
  const [from, to] = await Promise.all([sideOf(ctx, input.fromId), sideOf(ctx, input.toId)]);
  if (from.bot.name !== to.bot.name) {
    throw new AppError("not-found", `These are releases of two bots, ${from.bot.name} and ${to.bot.name}: there is nothing to compare.`);
  }
  const [diff, bots] = await Promise.all([
    diffSides(ctx, from.content, to.content),
    ctx.db.bot.findMany({ where: { name: from.bot.name }, include: BOT_NAMED, orderBy: [{ environmentName: "asc" }, { id: "asc" }] }),
  ]);
  return {
    from: releaseJson(from.record),
    to: releaseJson(to.record),
    fromBot: from.bot,
    toBot: to.bot,
    bots: bots.map(botRef),
    diff,
    notes: comparisonNotes(comparedOf(from), comparedOf(to)),
  };
}

type Side = Awaited<ReturnType<typeof sideOf>>;

async function sideOf(ctx: VaultCtx, releaseId: string) {
  const release = await ctx.db.release.findUnique({
    where: { id: releaseId },
    select: { digests: true, botId: true, bot: { include: BOT_NAMED } },
  });
  const records = release && (await releaseRecords(ctx, [release.botId])).get(release.botId);
  const record = records?.find((candidate) => candidate.release.id === releaseId);
  if (!release || !record) throw new AppError("not-found", "There is no release with this id.");
  return { record, bot: botRef(release.bot), digests: release.digests as Digests, content: await releaseContent(ctx, releaseId) };
}

function comparedOf({ record: { release }, content, digests }: Side): Compared {
  return { version: release.version, images: release.images, config: content.config, digests };
}
