import type { BotCtx } from "@/lib/bots/ctx";
import { ClusterError } from "@/lib/cluster/cluster-error";
import { describeClusterError } from "@/lib/cluster/describe-cluster-error";
import type { Cluster, ConfigMap } from "@/lib/cluster/types";
import { AppError } from "@/lib/platform/app-error";
import type { PlatformCtx } from "@/lib/platform/ctx";
import { inTransaction } from "@/lib/platform/in-transaction";
import { filesOf, isCollectableCopy, YOUNG_MS } from "./collectable-copy";
import { ACTIVE_PHASES } from "./run";

type Place = { cluster: Cluster; environment: string; namespace: string };

/**
 * Deletes copies of ConfigMaps that nothing in their namespace refers to any more, and whose content the database holds. `maps` are those of an environment,
 * as they were seen last; a copy that is not as it was seen stays. A cluster that does not allow it is a line in the log. Returns how many went.
 */
export async function collectCopies({
  ctx,
  input,
}: {
  ctx: BotCtx;
  input: { environment: { name: string; context: string | null }; maps: readonly ConfigMap[] };
}): Promise<number> {
  const { environment, maps } = input;
  const now = ctx.clock.now();
  const copies = maps.filter((map) => isCollectableCopy(map, now));
  let deleted = 0;
  for (const namespace of new Set(copies.map((copy) => copy.namespace))) {
    const place = { cluster: ctx.clusters.of(environment), environment: environment.name, namespace };
    const inside = copies.filter((copy) => copy.namespace === namespace);
    deleted += await collectIn(ctx, place, inside);
  }
  return deleted;
}

async function collectIn(ctx: BotCtx, place: Place, copies: readonly ConfigMap[]): Promise<number> {
  const { cluster, environment, namespace } = place;
  let deleted = 0;
  try {
    if (await isRollingBack(ctx, namespace)) return 0;
    const names = copies.map(({ name }) => name);
    const mentioned = await cluster.mentionedNames(namespace, names);
    for (const copy of copies.filter(({ name }) => !mentioned.has(name))) {
      if (!(await isStored(ctx, copy)) || !(await deleteInPeace(ctx, place, copy))) continue;
      ctx.log.info({ environment, namespace, configMap: copy.name }, "deleted a copy that nothing refers to any more");
      deleted += 1;
    }
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    const problem = describeClusterError(error);
    ctx.log.warn({ environment, namespace, problem }, "copies of ConfigMaps that nothing refers to cannot be cleared away");
  }
  return deleted;
}

/** What is not in the database, or not whole there, exists only in the cluster: it stays. */
async function isStored(ctx: BotCtx, copy: ConfigMap): Promise<boolean> {
  try {
    const hashes = filesOf(copy).map(({ hash }) => hash);
    await ctx.vault.read(ctx, hashes);
    return true;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { namespace, name } = copy;
    ctx.log.info({ namespace, configMap: name, problem: error.publicMessage }, "a copy that nothing refers to stays");
    return false;
  }
}

/**
 * A click may come between the look and the deletion, and find the copy there. Its row refers to its bot's, which is locked here: either it was first and is
 * seen, or it waits until the copy is gone and makes it anew.
 */
async function deleteInPeace(ctx: BotCtx, { cluster, namespace }: Place, copy: ConfigMap): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    await tx.db.$executeRaw`select from "Bot" where namespace = ${namespace} order by id for update`;
    return !(await isRollingBack(tx, namespace)) && cluster.deleteConfigMap(copy);
  });
}

/** One that ended a moment ago may have come and gone since the look, and its last write may still arrive. Of any environment: they can be renamed. */
async function isRollingBack({ db, clock }: PlatformCtx, namespace: string): Promise<boolean> {
  const recently = new Date(clock.now().getTime() - YOUNG_MS);
  const found = await db.rollback.findFirst({
    where: { bot: { namespace }, OR: [{ phase: { in: [...ACTIVE_PHASES] } }, { endedAt: { gt: recently } }] },
    select: { id: true },
  });
  return found !== null;
}
