import type { Ctx } from "@/lib/access/ctx";
import { CHOSEN_NAMESPACES } from "./choose-namespaces";

/** Whether a person says which namespaces hold bots: somebody did already, or nothing else says it. */
export async function isNamespacesAsked({ ctx }: { ctx: Ctx }): Promise<boolean> {
  const [chosen, environments] = await Promise.all([
    ctx.db.setting.count({ where: { key: CHOSEN_NAMESPACES } }),
    ctx.db.environment.count(),
  ]);
  return chosen > 0 || environments === 0;
}
