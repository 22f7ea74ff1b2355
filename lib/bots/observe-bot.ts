import type { Ctx } from "@/lib/access/ctx";
import type { Revision } from "@/lib/cluster/types";
import { newId } from "@/lib/platform/ids";
import { inTransaction } from "@/lib/platform/in-transaction";
import { notify } from "@/lib/platform/notify";
import { causeOf } from "./describe-release";
import { importHistory } from "./import-history";
import { lookAt, type Look } from "./look-at";
import { recordRelease } from "./record-release";
import { recordRollout } from "./record-rollout";
import { recordVerdict } from "./record-verdict";
import { titleOf } from "./title-of";
import type { Environment, Snapshot } from "./types";

/**
 * Records what the cluster says of one bot now: its release, its rollout, its verdict, its pods. Seeing the same thing twice changes nothing.
 * `look` saves judging the snapshot again. `continuous` is false when the cluster was out of sight since the last look: health before the gap then proves nothing.
 */
export async function observeBot({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { environment: Environment; snapshot: Snapshot; look?: Look; continuous: boolean };
}): Promise<{ botId: string; releaseId: string }> {
  const { environment, snapshot, continuous } = input;
  const { workload, revisions } = snapshot;
  const { stamps } = environment;
  const at = ctx.clock.now();
  const { current, ...look } = input.look ?? lookAt(snapshot, at);

  return inTransaction(ctx, async (tx) => {
    const bot = await lockBot(tx, environment, snapshot, at);
    const before = previousRevision(snapshot, current);
    const release = await recordRelease(tx, {
      botId: bot.id,
      template: workload.template,
      annotations: workload.annotations ?? {},
      labels: workload.labels,
      fieldOwners: workload.fieldOwners,
      stamps,
      formerCause: before ? causeOf(before.annotations) : await lastCause(tx, bot.id),
      origin: "observed",
      at,
    });
    const seen = { botId: bot.id, workload, revisions, current, stamps, at };
    const rollout = await recordRollout(tx, { ...seen, releaseId: release.id });
    if (rollout === null) return { botId: bot.id, releaseId: release.id };

    if (rollout.isNew || rollout.revisionCame) {
      const missed = await importHistory(tx, { ...seen, liveSince: rollout.since });
      if (rollout.formerId !== null) await endBefore(tx, rollout.formerId, missed);
    }
    await recordVerdict(tx, { bot, releaseId: release.id, rollout, ...look, continuous, at });
    await notify(tx, { kind: "bot", botId: bot.id });
    return { botId: bot.id, releaseId: release.id };
  });
}

/** The bot's row, locked: two workers that see the same bot take turns. A re-created object is the same bot with a break in its history. */
async function lockBot(tx: Ctx, environment: Environment, { workload }: Snapshot, at: Date) {
  const { namespace, kind, name } = workload.ref;
  const title = titleOf(workload);
  const id = newId("bot");
  const inserted = await tx.db.$executeRaw`
    insert into "Bot" (id, "environmentName", namespace, kind, name, title, uid, "firstSeenAt", "verdictSince", sight, "sightAt")
    values (${id}, ${environment.name}, ${namespace}, ${kind}, ${name}, ${title}, ${workload.uid}, ${at}, ${at}, '{}', ${at})
    on conflict do nothing`;
  const [bot] = await tx.db.$queryRaw<{ id: string; uid: string; verdict: string; archivedAt: Date | null }[]>`
    select id, uid, verdict, "archivedAt" from "Bot"
    where "environmentName" = ${environment.name} and namespace = ${namespace} and kind = ${kind} and name = ${name} for update`;
  if (!bot) throw new Error(`bot ${namespace}/${name} vanished while it was recorded`);

  if (bot.uid !== workload.uid || bot.archivedAt !== null) {
    const end = bot.uid !== workload.uid && workload.createdAt < at ? workload.createdAt : at;
    await tx.db.$executeRaw`
      update "Rollout" set until = greatest(since, ${end}), "healthySince" = null where "botId" = ${bot.id} and until is null`;
  }
  await tx.db.bot.update({ where: { id: bot.id }, data: { uid: workload.uid, title, archivedAt: null } });
  return { id: bot.id, verdict: bot.verdict, isNew: inserted === 1 };
}

function previousRevision({ workload, revisions }: Snapshot, current: Revision | null): Revision | undefined {
  const before = current === null ? Infinity : (current.number ?? 0);
  return revisions
    .filter(({ ownerUid, number }) => ownerUid === workload.uid && number !== null && number < before)
    .sort((a, b) => (b.number ?? 0) - (a.number ?? 0))[0];
}

/** The last change cause that was new, where the cluster remembers no revision before. */
async function lastCause(tx: Ctx, botId: string): Promise<string | null> {
  const last = await tx.db.rollout.findFirst({
    where: { botId, release: { changeCause: { not: null } } },
    orderBy: { since: "desc" },
    select: { release: { select: { changeCause: true } } },
  });
  return last?.release.changeCause ?? null;
}

/** A release that nobody saw live, because nobody watched then, ended the one before it. */
async function endBefore(tx: Ctx, rolloutId: string, missed: readonly Date[]): Promise<void> {
  const former = await tx.db.rollout.findUniqueOrThrow({ where: { id: rolloutId }, select: { since: true, until: true } });
  const first = missed.filter((since) => since > former.since).sort((a, b) => a.getTime() - b.getTime())[0];
  if (first && former.until && first < former.until) await tx.db.rollout.update({ where: { id: rolloutId }, data: { until: first } });
}
