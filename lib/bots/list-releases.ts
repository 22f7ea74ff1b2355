import { requirePermission } from "@/lib/access/require-permission";
import type { Ctx } from "@/lib/access/ctx";
import { pageOf, type Page, type PageInput } from "@/lib/platform/page-of";
import { releaseJson } from "./release-json";
import { releaseRecords } from "./release-records";
import type { ReleaseJson } from "./schemas";
import { unknownCursor } from "./unknown-cursor";

/**
 * Releases of a bot, those that were live last first. What a plan put together and never ran is none of them.
 *
 * @throws AppError `forbidden`, `bad-input`
 */
export async function listReleases({ ctx, input }: { ctx: Ctx; input: PageInput & { botId: string } }): Promise<Page<ReleaseJson>> {
  requirePermission(ctx, "read");
  const records = (await releaseRecords(ctx, [input.botId])).get(input.botId) ?? [];
  const all = records.filter(({ composed }) => !composed).map(releaseJson);
  const { rows, nextCursor } = await pageOf(input, async ({ take, cursor }) => {
    const before = cursor ? all.findIndex(({ id }) => id === cursor.id) : -1;
    if (cursor && before === -1) throw unknownCursor();
    return all.slice(before + 1, before + 1 + take);
  });
  return { items: rows, nextCursor };
}
