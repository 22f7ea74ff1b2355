import type { Ctx } from "@/lib/access/ctx";
import type { ConfigMap, Revision } from "@/lib/cluster/types";
import { isOver } from "@/lib/health/is-over";
import { runs } from "@/lib/health/judge";
import { newId } from "@/lib/platform/ids";
import { inTransaction } from "@/lib/platform/in-transaction";
import { notify } from "@/lib/platform/notify";
import { causeOf } from "./describe-release";
import { configPickup, FILES_FOLLOW_MS } from "./config/config-pickup";
import { configReferences } from "./config/config-references";
import { originalOf, restoredIn } from "./config/restored";
import type { VaultCtx } from "./ctx";
import { importHistory } from "./import-history";
import { lookAt, type Look } from "./look-at";
import { identify, recordRelease } from "./record-release";
import { recordRollout, type RecordedRollout } from "./record-rollout";
import { recordDigests } from "./record-digests";
import { recordVerdict } from "./record-verdict";
import { settleDeploy } from "./settle-deploy";
import type { SecretDigests } from "./secret-digests";
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
  ctx: VaultCtx;
  input: { environment: Environment; snapshot: Snapshot; look?: Look; secrets?: SecretDigests | null; continuous: boolean };
}): Promise<{ botId: string; releaseId: string; lookAgainAt: Date | null }> {
  const { environment, snapshot, continuous } = input;
  const { workload, revisions } = snapshot;
  const { stamps } = environment;
  const at = ctx.clock.now();
  const { current, config, ...look } = input.look ?? lookAt(snapshot, at);

  return inTransaction(ctx, async (tx) => {
    const bot = await lockBot(tx, environment, snapshot, at);
    const before = previousRevision(snapshot, current);
    await settleDeploy(tx, { botId: bot.id, seen: identify({ template: workload.template, config, stamps }), at });
    const release = await recordRelease(tx, {
      botId: bot.id,
      template: workload.template,
      config,
      annotations: workload.annotations ?? {},
      labels: workload.labels,
      fieldOwners: workload.fieldOwners,
      stamps,
      formerCause: before ? causeOf(before.annotations) : await lastCause(tx, bot.id),
      origin: "observed",
      at,
    });
    const seen = { botId: bot.id, workload, revisions, current, stamps, at };
    const rollout = await recordRollout(tx, { ...seen, release, maps: mapsByOriginal(snapshot) });
    if (rollout === null) return { botId: bot.id, releaseId: release.id, lookAgainAt: null };

    if (rollout.isNew || rollout.revisionCame) {
      const missed = await importHistory(tx, { ...seen, liveSince: rollout.since });
      if (rollout.formerId !== null) await endBefore(tx, rollout.formerId, missed);
    }
    const pickup = pickupOf(snapshot, current, rollout, at);
    await recordVerdict(tx, { bot, releaseId: release.id, rollout, ...look, pickup, continuous, at });
    await recordDigests(tx, { releaseId: release.id, pods: podsOf(snapshot, current) });
    if (input.secrets) await tx.db.release.update({ where: { id: release.id }, data: { secrets: input.secrets } });
    await notify(tx, { kind: "bot", botId: bot.id });
    return { botId: bot.id, releaseId: release.id, lookAgainAt: pickup.lookAgainAt };
  });
}

type Pickup = { known: boolean; sentences: string[]; lookAgainAt: Date | null };

/** Whether the pods that run are known to run this config. `lookAgainAt`: when time alone may have changed the answer. */
function pickupOf(snapshot: Snapshot, current: Revision | null, { configSince, configMaps }: RecordedRollout, now: Date): Pickup {
  if (configSince === null) return { known: true, sentences: [], lookAgainAt: null };
  const references = configReferences(originalOf(snapshot.workload.template));
  const pickup = configPickup({ references, changedMaps: configMaps, configSince, pods: podsOf(snapshot, current), now });
  const followed = new Date(configSince.getTime() + FILES_FOLLOW_MS);
  return { ...pickup, lookAgainAt: !pickup.known && followed > now ? followed : null };
}

function mapsByOriginal({ workload, config }: Snapshot): Map<string, ConfigMap | null> {
  const originals = restoredIn(workload.template)?.configMaps;
  return new Map([...(config ?? [])].map(([name, map]) => [originals?.get(name) ?? name, map]));
}

function podsOf({ pods }: Snapshot, current: Revision | null) {
  return pods.filter((pod) => runs(pod, current) && !pod.terminating && !isOver(pod));
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
