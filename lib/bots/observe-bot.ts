import type { Ctx } from "@/lib/access/ctx";
import type { ConfigMap, Revision } from "@/lib/cluster/types";
import { isOver } from "@/lib/health/is-over";
import { runs } from "@/lib/health/judge";
import { inTransaction } from "@/lib/platform/in-transaction";
import { causeOf } from "./describe-release";
import { configPickup, FILES_FOLLOW_MS } from "./config/config-pickup";
import { configReferences } from "./config/config-references";
import { originalOf, restoredIn } from "./config/restored";
import type { ReleaseConfig } from "./config/types";
import type { VaultCtx } from "./ctx";
import type { ReleaseIdentity } from "./find-release";
import { importHistory } from "./import-history";
import { lastRollout, type KnownRollout } from "./last-rollout";
import { lockBot } from "./lock-bot";
import { lookAt, type Look } from "./look-at";
import { identify, recordRelease } from "./record-release";
import { recordRollout, type RecordedRollout } from "./record-rollout";
import { recordDigests, type Digests } from "./record-digests";
import { recordVerdict } from "./record-verdict";
import { sameAtStart } from "./same-at-start";
import { settleDeploy } from "./settle-deploy";
import type { SecretDigests } from "./secret-digests";
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
  const identity = identify({ template: workload.template, config, stamps });

  return inTransaction(ctx, async (tx) => {
    const bot = await lockBot(tx, environment, snapshot, at);
    let last = await lastRollout(tx, bot.id);
    if (await settleDeploy(tx, { botId: bot.id, last, seen: identity, at })) last = await lastRollout(tx, bot.id);
    const live = last?.until === null && last.release.hash === identity.hash ? last.release : null;
    const release = await recordRelease(tx, {
      botId: bot.id,
      template: workload.template,
      config,
      identity,
      live,
      annotations: workload.annotations ?? {},
      labels: workload.labels,
      fieldOwners: workload.fieldOwners,
      stamps,
      formerCause: live
        ? live.changeCause
        : (causeOfSameCode(last, identity) ?? (await formerCause(tx, bot.id, previousRevision(snapshot, current)))),
      origin: "observed",
      at,
    });
    const seen = { botId: bot.id, workload, revisions, current, stamps, at };
    const rollout = await recordRollout(tx, { ...seen, last, release, maps: mapsByOriginal(snapshot) });
    if (rollout === null) return { botId: bot.id, releaseId: release.id, lookAgainAt: null };

    if (rollout.isNew || rollout.revisionCame) {
      const missed = await importHistory(tx, { ...seen, liveSince: rollout.since });
      if (rollout.formerId !== null) await endBefore(tx, rollout.formerId, missed);
    }
    const pickup = await pickupOf(tx, { botId: bot.id, snapshot, current, rollout, config: release.config, now: at });
    const known = live?.id === release.id ? { digests: live.digests as Digests } : release.isNew ? { digests: {} } : null;
    await recordDigests(tx, { releaseId: release.id, known: known?.digests ?? null, pods: podsOf(snapshot, current) });
    if (input.secrets) await tx.db.release.update({ where: { id: release.id }, data: { secrets: input.secrets } });
    await recordVerdict(tx, { bot, releaseId: release.id, rollout, ...look, pickup, continuous, at });
    return { botId: bot.id, releaseId: release.id, lookAgainAt: pickup.lookAgainAt };
  });
}

type Pickup = { known: boolean; sentences: string[]; lookAgainAt: Date | null };

type Sighted = {
  botId: string;
  snapshot: Snapshot;
  current: Revision | null;
  rollout: RecordedRollout;
  config: ReleaseConfig | null;
  now: Date;
};

/** Whether the pods that run are known to run this config. `lookAgainAt`: when time alone may have changed the answer. */
async function pickupOf(tx: VaultCtx, { botId, snapshot, current, rollout, config, now }: Sighted): Promise<Pickup> {
  const { configSince, configMaps } = rollout;
  if (configSince === null) return { known: true, sentences: [], lookAgainAt: null };
  const references = configReferences(originalOf(snapshot.workload.template));
  const facts = { references, changedMaps: configMaps, configSince, pods: podsOf(snapshot, current), now };
  const first = configPickup(facts);
  if (first.known) return { ...first, lookAgainAt: null };
  const pickup = configPickup({ ...facts, sameAtStart: await sameAtStart(tx, { botId, config, pods: facts.pods }) });
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

function previousRevision({ workload, revisions }: Snapshot, current: Revision | null): Revision | undefined {
  const before = current === null ? Infinity : (current.number ?? 0);
  return revisions
    .filter(({ ownerUid, number }) => ownerUid === workload.uid && number !== null && number < before)
    .sort((a, b) => (b.number ?? 0) - (a.number ?? 0))[0];
}

/** The last release's own cause, where only config differs from it: it tells of the code, and nobody set it anew. */
function causeOfSameCode(last: KnownRollout | null, { codeHash }: ReleaseIdentity): string | null {
  return last?.release.codeHash === codeHash ? last.release.changeCause : null;
}

/** The change cause before this one: of the revision before, else, where the cluster remembers none, the last one that was new. */
async function formerCause(tx: Ctx, botId: string, before: Revision | undefined): Promise<string | null> {
  if (before) return causeOf(before.annotations);
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
