import type { VaultCtx } from "@/lib/bots/ctx";
import { AppError } from "@/lib/platform/app-error";
import type { Prisma } from "@/lib/platform/db";
import { inTransaction } from "@/lib/platform/in-transaction";
import type { JsonObject } from "@/lib/platform/json";
import type { ConfigCopy } from "./schemas";

type Plan = Omit<Prisma.RollbackPlanUncheckedCreateInput, "liveTemplate" | "bringTemplate"> & { copies: ConfigCopy[] };

/**
 * Keeps a plan with all that confirming it will need: the template that the person saw and the one to bring. Both, and what the plan refers to, are locked until
 * it is there, so that retention finds the plan, or was quicker and is noticed.
 *
 * @throws AppError `conflict`
 */
export async function recordPlan(ctx: VaultCtx, { live, bring, plan }: { live: JsonObject; bring: JsonObject; plan: Plan }) {
  return inTransaction(ctx, async (tx) => {
    if (!(await hold(tx, plan))) {
      throw new AppError(
        "conflict",
        "What this rollback needs was cleared away at this moment. Nothing was changed. Look again and decide.",
      );
    }
    const [liveTemplate = "", bringTemplate = ""] = await tx.vault.keep(tx, [JSON.stringify(live), JSON.stringify(bring)]);
    return tx.db.rollbackPlan.create({ data: { ...plan, liveTemplate, bringTemplate } });
  });
}

/** Whether its releases and the contents of its copies are there. Releases go only while their bot is locked. */
async function hold({ db }: VaultCtx, { botId, fromReleaseId, toReleaseId, copies }: Plan): Promise<boolean> {
  await db.$executeRaw`select from "Bot" where id = ${botId} for key share`;
  const releases = await db.release.count({ where: { id: { in: [fromReleaseId, toReleaseId] } } });
  const hashes = [...new Set(copies.flatMap(({ files }) => files.map(({ hash }) => hash)))];
  const held = await db.$queryRaw<unknown[]>`select hash from "Content" where hash = any(${hashes}) order by hash for key share`;
  return releases === 2 && held.length === hashes.length;
}
