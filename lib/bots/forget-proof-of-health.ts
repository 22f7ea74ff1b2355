import type { PlatformCtx } from "@/lib/platform/ctx";

/** Nobody watched an environment for a while: health before that proves nothing, so soak time begins anew. */
export async function forgetProofOfHealth({ ctx, input }: { ctx: PlatformCtx; input: { environment: string } }): Promise<void> {
  await ctx.db.rollout.updateMany({
    where: { until: null, healthySince: { not: null }, bot: { environmentName: input.environment } },
    data: { healthySince: null },
  });
}
