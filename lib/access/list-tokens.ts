import type { Ctx } from "./ctx";
import { requirePermission } from "./require-permission";
import type { TokenJson } from "./schemas";
import { toTokenJson } from "./to-token-json";

/** Every token, newest first; expired and revoked ones too. */
export async function listTokens({ ctx }: { ctx: Ctx }): Promise<TokenJson[]> {
  requirePermission(ctx, "manage-tokens");
  const tokens = await ctx.db.apiToken.findMany({ orderBy: [{ createdAt: "desc" }, { id: "asc" }] });
  return tokens.map(toTokenJson);
}
