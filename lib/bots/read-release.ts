import { requirePermission } from "@/lib/access/require-permission";
import { AppError } from "@/lib/platform/app-error";
import { coverageOf } from "./coverage";
import type { VaultCtx } from "./ctx";
import type { Digests } from "./record-digests";
import { releaseContent } from "./release-content";
import { releaseJson } from "./release-json";
import { releaseRecords } from "./release-records";
import type { Coverage, ReleaseDetail } from "./schemas";

/**
 * One release of a bot, with what of it a rollback would bring back.
 *
 * @throws AppError `forbidden`, `not-found`, `content-damaged` and its like
 */
export async function readRelease({ ctx, input }: { ctx: VaultCtx; input: { botId: string; releaseId: string } }): Promise<ReleaseDetail> {
  requirePermission(ctx, "read");
  const records = (await releaseRecords(ctx, [input.botId])).get(input.botId) ?? [];
  const record = records.find(({ release }) => release.id === input.releaseId);
  if (!record) throw new AppError("not-found", "This bot has no such release.");
  return { ...releaseJson(record), coverage: await coverageOfRelease(ctx, input.releaseId) };
}

async function coverageOfRelease(ctx: VaultCtx, releaseId: string): Promise<Coverage | null> {
  try {
    const [content, { digests }] = await Promise.all([
      releaseContent(ctx, releaseId),
      ctx.db.release.findUniqueOrThrow({ where: { id: releaseId }, select: { digests: true } }),
    ]);
    return coverageOf(content, digests as Digests);
  } catch (error) {
    if (error instanceof AppError && error.code === "content-pruned") return null;
    throw error;
  }
}
