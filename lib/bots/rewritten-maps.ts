import type { PlatformCtx } from "@/lib/platform/ctx";

type Place = { environment: string; namespace: string };

/** Names of the ConfigMaps of a namespace that controllers were found to rewrite. */
export async function rewrittenMaps(ctx: PlatformCtx, { environment, namespace }: Place): Promise<Set<string>> {
  const rows = await ctx.db.rewrittenConfig.findMany({ where: { environmentName: environment, namespace }, select: { name: true } });
  return new Set(rows.map(({ name }) => name));
}

/** From now on this map is part of no release. */
export async function recordRewrittenMap(ctx: PlatformCtx, { environment, namespace, name }: Place & { name: string }): Promise<void> {
  const key = { environmentName: environment, namespace, name };
  await ctx.db.rewrittenConfig.createMany({ data: [{ ...key, since: ctx.clock.now() }], skipDuplicates: true });
}
