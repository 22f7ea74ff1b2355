import type { Ctx } from "@/lib/access/ctx";
import { requirePermission } from "@/lib/access/require-permission";
import type { Environment as Declared } from "./types";

/** An environment as it was declared, how many bots it has, and what is wrong with it. Whoever may read sees it: nothing in it is a secret. */
export type EnvironmentAsDeclared = Declared & {
  alwaysTypeName: boolean;
  bots: number;
  heardAt: Date | null;
  problem: string | null;
  problemSince: Date | null;
};

/** Every environment, by name; those that are not declared any more too. */
export async function listEnvironments({ ctx }: { ctx: Ctx }): Promise<EnvironmentAsDeclared[]> {
  requirePermission(ctx, "read");
  const rows = await ctx.db.environment.findMany({
    orderBy: { name: "asc" },
    include: { _count: { select: { bots: { where: { archivedAt: null } } } } },
  });
  return rows.map(({ _count, ...environment }) => ({ ...environment, bots: _count.bots }));
}
