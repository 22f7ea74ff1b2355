import { requirePermission } from "@/lib/access/require-permission";
import type { BotCtx } from "./ctx";
import { CHOSEN_NAMESPACES } from "./choose-namespaces";

/** The namespaces that the cluster has, and which of them were chosen. `declared`: a file or a variable says it, so nobody is asked. */
export async function listNamespaces({
  ctx,
}: {
  ctx: BotCtx;
}): Promise<{ namespaces: string[]; chosen: string[] | null; declared: boolean }> {
  requirePermission(ctx, "choose-namespaces");
  const setting = await ctx.db.setting.findUnique({ where: { key: CHOSEN_NAMESPACES } });
  const environments = await ctx.db.environment.count();
  const namespaces = await ctx.clusters.of({ name: "production", context: null }).listNamespaces();
  return { namespaces, chosen: (setting?.value as string[] | undefined) ?? null, declared: setting === null && environments > 0 };
}
