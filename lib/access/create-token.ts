import { AppError } from "@/lib/platform/app-error";
import { newId } from "@/lib/platform/ids";
import { inTransaction } from "@/lib/platform/in-transaction";
import type { Ctx } from "./ctx";
import { recordAudit } from "./record-audit";
import { requirePermission } from "./require-permission";
import { CreateTokenInput, type TokenJson } from "./schemas";
import { hashSecret, newTokenSecret } from "./token-secret";
import { toTokenJson } from "./to-token-json";

/**
 * Makes an API token. The secret is given back once; only its hash is kept.
 *
 * @throws AppError `forbidden`, `bad-input` when it would have expired already
 */
export async function createToken({ ctx, input }: { ctx: Ctx; input: CreateTokenInput }): Promise<{ token: TokenJson; secret: string }> {
  requirePermission(ctx, "manage-tokens");
  const { name, scope, expiresAt } = CreateTokenInput.parse(input);
  if (expiresAt && expiresAt <= ctx.clock.now())
    throw new AppError("bad-input", "That is over already: a token has to end later than now. Nothing was changed.");
  const secret = newTokenSecret(scope);

  return inTransaction(ctx, async (tx) => {
    const created = await tx.db.apiToken.create({
      data: { id: newId("tok"), name, scope, expiresAt, hash: hashSecret(secret), createdBy: tx.actor, createdAt: tx.clock.now() },
    });
    const token = toTokenJson(created);
    await recordAudit(tx, { action: "token.create", subject: `token ${name}`, after: { id: token.id, scope, expiresAt: token.expiresAt } });
    return { token, secret };
  });
}
