import { AppError } from "@/lib/platform/app-error";
import { inTransaction } from "@/lib/platform/in-transaction";
import type { Ctx } from "./ctx";
import { recordAudit } from "./record-audit";
import { requirePermission } from "./require-permission";
import type { TokenJson } from "./schemas";
import { toTokenJson } from "./to-token-json";

/**
 * Ends a token at once. Revoking it again changes nothing.
 *
 * @throws AppError `forbidden`, `not-found`
 */
export async function revokeToken({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<TokenJson> {
  requirePermission(ctx, "manage-tokens");

  return inTransaction(ctx, async (tx) => {
    const token = await tx.db.apiToken.findUnique({ where: { id: input.id } });
    if (!token) throw new AppError("not-found", `There is no token with the id ${input.id}. Nothing was changed.`);

    const { count } = await tx.db.apiToken.updateMany({ where: { id: input.id, revokedAt: null }, data: { revokedAt: tx.clock.now() } });
    if (count === 1)
      await recordAudit(tx, { action: "token.revoke", subject: `token ${token.name}`, before: { id: token.id, scope: token.scope } });
    return toTokenJson(await tx.db.apiToken.findUniqueOrThrow({ where: { id: input.id } }));
  });
}
