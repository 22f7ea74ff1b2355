import type { Ctx } from "./ctx";
import { requirePermission } from "./require-permission";

const MOST = 3;

/** Who can be asked for what only an admin may do: some of their names. */
export async function adminNames({ ctx }: { ctx: Ctx }): Promise<string[]> {
  requirePermission(ctx, "read");
  const admins = await ctx.db.user.findMany({
    where: { role: "admin", disabledAt: null },
    orderBy: { createdAt: "asc" },
    take: MOST,
    select: { name: true },
  });
  return admins.map(({ name }) => name);
}
