import type { Ctx } from "@/lib/access/ctx";
import { requirePermission } from "@/lib/access/require-permission";
import { botStatuses } from "./bot-statuses";
import type { StatusJson } from "./schemas";
import { seenEnvironments } from "./seen-environments";

/** How each bot is, for people who talk to customers. @throws AppError `forbidden` */
export async function readStatus({ ctx }: { ctx: Ctx }): Promise<StatusJson> {
  requirePermission(ctx, "read");
  const [environments, items] = await Promise.all([seenEnvironments(ctx), botStatuses(ctx, null)]);
  return { environments, items };
}
