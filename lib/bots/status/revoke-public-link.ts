import type { Ctx } from "@/lib/access/ctx";
import { recordAudit } from "@/lib/access/record-audit";
import { requirePermission } from "@/lib/access/require-permission";
import { AppError } from "@/lib/platform/app-error";
import { inTransaction } from "@/lib/platform/in-transaction";
import { publicLinkJson } from "./public-link-json";
import type { PublicLinkJson } from "./schemas";

/**
 * Ends a public link at once. Revoking it again changes nothing.
 *
 * @throws AppError `forbidden`, `not-found`
 */
export async function revokePublicLink({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<PublicLinkJson> {
  requirePermission(ctx, "manage-public-links");
  const { id } = input;

  return inTransaction(ctx, async (tx) => {
    const { count } = await tx.db.publicLink.updateMany({
      where: { id, revokedAt: null },
      data: { revokedAt: tx.clock.now(), revokedBy: tx.actor },
    });
    const link = await tx.db.publicLink.findUnique({ where: { id }, include: { environment: { select: { title: true } } } });
    if (!link) throw new AppError("not-found", "There is no public link with this id. Nothing was changed.");
    if (count === 1)
      await recordAudit(tx, {
        action: "public-link.revoke",
        subject: link.environment.title,
        before: { id, environment: link.environmentName },
      });
    return publicLinkJson(link);
  });
}
