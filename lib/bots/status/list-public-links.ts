import type { Ctx } from "@/lib/access/ctx";
import { requirePermission } from "@/lib/access/require-permission";
import { publicLinkJson } from "./public-link-json";
import type { PublicLinkJson } from "./schemas";

const MOST = 100;

/** The public links of an environment, those that work first, then the newest first. @throws AppError `forbidden` */
export async function listPublicLinks({ ctx, input }: { ctx: Ctx; input: { environment: string } }): Promise<PublicLinkJson[]> {
  requirePermission(ctx, "manage-public-links");
  const links = await ctx.db.publicLink.findMany({
    where: { environmentName: input.environment },
    orderBy: [{ revokedAt: { sort: "desc", nulls: "first" } }, { createdAt: "desc" }, { id: "asc" }],
    take: MOST,
  });
  return links.map(publicLinkJson);
}
