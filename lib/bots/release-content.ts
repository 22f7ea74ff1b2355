import { AppError } from "@/lib/platform/app-error";
import type { JsonObject } from "@/lib/platform/json";
import type { ReleaseConfig } from "./config/types";
import type { VaultCtx } from "./ctx";

/** A release as it can be brought back: its raw template under the originals' names, and what its pods could see of ConfigMaps (null: not recorded). */
export type ReleaseContent = { template: JsonObject; config: ReleaseConfig | null };

/** @throws AppError `content-pruned`, or `content-damaged` and its like from the vault: nothing that is not whole is ever brought back */
export async function releaseContent(ctx: VaultCtx, releaseId: string): Promise<ReleaseContent> {
  const { template, config, version } = await ctx.db.release.findUniqueOrThrow({
    where: { id: releaseId },
    select: { template: true, config: true, version: true },
  });
  if (template === "") {
    throw new AppError(
      "content-pruned",
      `What ${version} was is not kept any more, so it cannot come back. Nothing was changed. Choose another release, or deploy it again.`,
    );
  }
  const text = (await ctx.vault.read(ctx, [template])).get(template);
  return { template: JSON.parse(String(text)) as JsonObject, config: config as ReleaseConfig | null };
}
