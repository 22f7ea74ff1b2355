import type { PlatformCtx } from "@/lib/platform/ctx";
import { inTransaction } from "@/lib/platform/in-transaction";
import { notify } from "@/lib/platform/notify";

/**
 * Makes known good every live release that has been healthy for its environment's soak time without a break, while the cluster was in sight.
 * A release that was left and came back has to prove itself again, and one in quarantine proves nothing until somebody lifts that.
 */
export async function proveKnownGood({ ctx }: { ctx: PlatformCtx }): Promise<void> {
  const at = ctx.clock.now();
  await inTransaction(ctx, async (tx) => {
    const proved = await tx.db.$queryRaw<{ botId: string }[]>`
      update "Release" set "knownGoodAt" = ${at}
      where id in (
        select r.id
        from "Rollout" o join "Release" r on r.id = o."releaseId" join "Bot" b on b.id = o."botId" join "Environment" e on e.name = b."environmentName"
        where o.until is null and o."healthySince" + e."soakSeconds" * interval '1 second' <= ${at}
          and b.verdict = 'healthy' and b."archivedAt" is null
          and not exists (select from "Quarantine" q where q."releaseId" = r.id and q."liftedAt" is null)
          and (r."knownGoodAt" is null or r."knownGoodAt" < o.since)
        for update of r skip locked)
      returning "botId"`;
    for (const { botId } of proved) await notify(tx, { kind: "bot", botId });
  });
}
