import type { PlatformCtx } from "@/lib/platform/ctx";
import { inTransaction } from "@/lib/platform/in-transaction";
import { notify } from "@/lib/platform/notify";
import type { Environment } from "./types";

const NOT_DECLARED = "This environment is not declared any more, so nobody watches it.";

/** Makes the database agree with the declared environments. One that is not declared any more keeps its bots and history; nobody watches it, and it says so. */
export async function declareEnvironments({
  ctx,
  input,
}: {
  ctx: PlatformCtx;
  input: { environments: readonly Environment[] };
}): Promise<void> {
  const names = input.environments.map(({ name }) => name);
  await inTransaction(ctx, async (tx) => {
    for (const { name, ...declared } of input.environments) {
      await tx.db.environment.upsert({ where: { name }, create: { name, ...declared }, update: declared });
      await tx.db.environment.updateMany({ where: { name, problem: NOT_DECLARED }, data: { problem: null, problemSince: null } });
      await notify(tx, { kind: "environment", name });
    }
    await abandonOthers(tx, names);
  });
}

async function abandonOthers(tx: PlatformCtx, declared: string[]): Promise<void> {
  const at = tx.clock.now();
  const abandoned = await tx.db.environment.updateManyAndReturn({
    where: { name: { notIn: declared }, OR: [{ problem: null }, { problem: { not: NOT_DECLARED } }] },
    data: { problem: NOT_DECLARED, problemSince: at },
    select: { name: true },
  });
  const names = abandoned.map(({ name }) => name);
  await tx.db.bot.updateMany({
    where: { environmentName: { in: names }, archivedAt: null },
    data: { verdict: "unknown", verdictReasons: [NOT_DECLARED], verdictSince: at },
  });
  await tx.db.rollout.updateMany({
    where: { until: null, bot: { environmentName: { in: names } } },
    data: { verdict: "unknown", healthySince: null },
  });
  for (const name of names) await notify(tx, { kind: "environment", name });
}
