import type { BroughtBy } from "@/lib/bots/schemas";
import type { PlatformCtx } from "@/lib/platform/ctx";
import { inTransaction } from "@/lib/platform/in-transaction";
import { notify } from "@/lib/platform/notify";
import { durationInWords } from "./duration-in-words";
import { lateTruth } from "./late-truth";

/** What the key of a remark starts with that says that what was left is live again. */
export const PUT_BACK = "put-back ";

/** Whoever was not there in time to tell what happened while a run was watched, does so within a day. */
const TOLD_WITHIN = "1 day";

type Came = {
  rollbackId: string;
  botId: string;
  endedAt: Date;
  rolloutId: string;
  since: Date;
  version: string;
  broughtBy: BroughtBy;
  change: string | null;
  putBack: boolean;
};
type Turned = {
  rollbackId: string;
  botId: string;
  endedAt: Date;
  eventId: string;
  at: Date;
  verdict: string;
  reasons: string[];
  version: string;
};
type News = { rollbackId: string; botId: string; key: string; at: Date; tone: "plain" | "good" | "bad"; sentence: string };

/**
 * Adds to the remarks of rollbacks that have ended what came of them: that the release in quarantine was put back, whenever that is, and, for as long as they are
 * watched, whatever else was brought and whether the bot turned unhealthy; and of those that nobody saw recover, how it went on. What the run said at its end stays as it is. Each is told once, however many look.
 */
export async function noteWhatCameAfter({ ctx }: { ctx: PlatformCtx }): Promise<void> {
  const [came, turned, late] = await Promise.all([whatCame(ctx), whatTurned(ctx), lateTruth(ctx)]);
  const news = [...came.map(sayCame), ...turned.map(sayTurned), ...late];
  if (news.length === 0) return;
  await inTransaction(ctx, async (tx) => {
    for (const { botId, ...remark } of news) {
      const { count } = await tx.db.rollbackRemark.createMany({ data: [remark], skipDuplicates: true });
      if (count > 0) await notify(tx, { kind: "rollback", rollbackId: remark.rollbackId, botId });
    }
  });
}

/**
 * Rollouts after the one that a rollback brought, by other hands than Lastgood's, that nobody told of yet: while it is watched any, later what is live of a release
 * in quarantine. Of several rollbacks the last one before it counts.
 */
function whatCame({ db, clock }: PlatformCtx): Promise<Came[]> {
  const now = clock.now();
  return db.$queryRaw`
    with after as (
      select b.id as "rollbackId", b."botId", b."fromReleaseId", b."endedAt", t.since as "broughtAt", o.id as "rolloutId"
      from "Rollback" b
        join "Rollout" t on t."botId" = b."botId" and t."rollbackId" = b.id
        join "Rollout" o on o."botId" = b."botId" and o."rollbackId" is null and o.since > t.since and o.since <= b."watchedUntil"
      where b."watchedUntil" > ${now}::timestamp - ${TOLD_WITHIN}::interval
      union all
      select b.id, b."botId", b."fromReleaseId", b."endedAt", t.since, o.id
      from "Quarantine" q
        join "Rollout" o on o."botId" = q."botId" and o.until is null and o."releaseId" = q."releaseId" and o."rollbackId" is null
        join "Rollback" b on b."botId" = q."botId" and b."fromReleaseId" = q."releaseId" and b."endedAt" is not null
        join "Rollout" t on t."botId" = b."botId" and t."rollbackId" = b.id and t.since < o.since
      where q."liftedAt" is null and (b.phase <> 'reverted' or o.since > b."endedAt")
    ), came as (
      select distinct on (a."rolloutId") a.*, o.since, r.version, o."broughtBy", o.change,
             exists (select from "Quarantine" q where q."releaseId" = o."releaseId" and q."releaseId" = a."fromReleaseId" and q."liftedAt" is null) as "putBack"
      from after a join "Rollout" o on o.id = a."rolloutId" join "Release" r on r.id = o."releaseId"
      order by a."rolloutId", a."broughtAt" desc
    )
    select * from came
    where not exists (
      select from "RollbackRemark" m
      where m."rollbackId" = came."rollbackId" and m.key in (${PUT_BACK} || came."rolloutId", 'brought ' || came."rolloutId")
    )`;
}

function sayCame({ rollbackId, botId, endedAt, rolloutId, since, version, broughtBy, change, putBack }: Came): News {
  const by = broughtBy.person ?? broughtBy.manager ?? "something";
  const later = laterThan(endedAt, since);
  const at = since > endedAt ? since : endedAt;
  if (putBack)
    return { rollbackId, botId, key: `${PUT_BACK}${rolloutId}`, at, tone: "bad", sentence: `${version} was put back ${later} by ${by}.` };
  const what = change === "config" ? `Config was changed: ${version} was brought` : `${version} was brought`;
  return { rollbackId, botId, key: `brought ${rolloutId}`, at, tone: "plain", sentence: `${what} ${later} by ${by}.` };
}

function whatTurned({ db, clock }: PlatformCtx): Promise<Turned[]> {
  const now = clock.now();
  return db.$queryRaw`
    select b.id as "rollbackId", b."botId", b."endedAt", v.id as "eventId", v.at, v.detail ->> 'verdict' as verdict, v.detail -> 'reasons' as reasons, r.version
    from "Rollback" b
      join "Rollout" t on t."botId" = b."botId" and t."rollbackId" = b.id
      join "Release" r on r.id = t."releaseId"
      join "RolloutEvent" v on v."rolloutId" = t.id and v.kind = 'verdict' and v.at > b."endedAt" and v.at <= b."watchedUntil"
    where b."watchedUntil" > ${now}::timestamp - ${TOLD_WITHIN}::interval and v.detail ->> 'verdict' in ('failing', 'degraded')
      and not exists (select from "RollbackRemark" m where m."rollbackId" = b.id and m.key = 'turned ' || v.id)`;
}

function sayTurned({ rollbackId, botId, endedAt, eventId, at, verdict, reasons, version }: Turned): News {
  const sentence = [`${version} turned ${verdict} ${laterThan(endedAt, at)}.`, ...reasons.slice(0, 1)].join(" ");
  return { rollbackId, botId, key: `turned ${eventId}`, at, tone: "bad", sentence };
}

/** The cluster tells time in whole seconds, so that what came after may seem to have come before. */
function laterThan(before: Date, after: Date): string {
  const ms = after.getTime() - before.getTime();
  return ms < 1_000 ? "at once" : `${durationInWords(ms)} later`;
}
