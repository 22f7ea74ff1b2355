import type { PlatformCtx } from "@/lib/platform/ctx";
import { durationInWords } from "./duration-in-words";
import { DOUBT, KNOWN } from "./errored-words";

/** So long after an end that was not good its run is told how it went on. */
const TOLD_WITHIN = "1 day";

export type LateTruth = { rollbackId: string; botId: string; key: string; at: Date; tone: "plain" | "good"; sentence: string };

/** What became of runs that had ended without anybody seeing them recover, as the bots show it now. Each is told once. */
export async function lateTruth(ctx: PlatformCtx): Promise<LateTruth[]> {
  const [well, arrived] = await Promise.all([whatCameUp(ctx), whatArrived(ctx)]);
  return [...well.map(sayCameUp), ...arrived.map(sayArrived)];
}

/** What the keys start with of remarks that a headline needs. */
export const LATE = "late ";

type CameUp = { rollbackId: string; botId: string; endedAt: Date; isLate: boolean; at: Date; version: string };

/** Runs whose target came up after their end: all pods run it, are healthy and known to see its config. */
function whatCameUp({ db, clock }: PlatformCtx): Promise<CameUp[]> {
  return db.$queryRaw`
    select b.id as "rollbackId", b."botId", b."endedAt", (b.phase = 'failed' and b."deadlineAt" <= b."endedAt") is true as "isLate", t."healthySince" as at, r.version
    from "Rollback" b
      join "Rollout" t on t."botId" = b."botId" and t."rollbackId" = b.id and t.until is null and t."healthySince" >= b."endedAt"
      join "Release" r on r.id = t."releaseId"
    where b.phase in ('failed', 'errored', 'aborted') and b."endedAt" > ${clock.now()}::timestamp - ${TOLD_WITHIN}::interval
      and not exists (select from "RollbackRemark" m where m."rollbackId" = b.id and m.key = ${`${LATE}healthy`})`;
}

function sayCameUp({ rollbackId, botId, endedAt, isLate, at, version }: CameUp): LateTruth {
  const after = `${durationInWords(at.getTime() - endedAt.getTime())} after ${isLate ? "the deadline" : "that"}`;
  return { rollbackId, botId, key: `${LATE}healthy`, at, tone: "good", sentence: `${after} all pods ran ${version} and were healthy.` };
}

type Arrived = { rollbackId: string; botId: string; at: Date; arrived: boolean; came: string; from: string; runs: string; isFrom: boolean };

/** Runs of which nobody could tell whether their change had arrived, once their bot has been seen again. Out of sight its verdict is unknown. */
function whatArrived({ db, clock }: PlatformCtx): Promise<Arrived[]> {
  return db.$queryRaw`
    select b.id as "rollbackId", b."botId", bot."sightAt" as at, target.version as came, former.version as "from", live.version as runs,
           exists (select from "Rollout" t where t."botId" = b."botId" and t."rollbackId" = b.id) as arrived, live.id = b."fromReleaseId" as "isFrom"
    from "Rollback" b
      join "Bot" bot on bot.id = b."botId" join "Environment" e on e.name = bot."environmentName"
      join "Release" target on target.id = b."toReleaseId" join "Release" former on former.id = b."fromReleaseId"
      join "Rollout" o on o."botId" = b."botId" and o.until is null join "Release" live on live.id = o."releaseId"
    where b.phase = 'errored' and b."acceptedAt" is null and b."endedAt" > ${clock.now()}::timestamp - ${TOLD_WITHIN}::interval
      and exists (select from "RollbackRemark" m where m."rollbackId" = b.id and m.key = ${KNOWN + DOUBT})
      and not exists (select from "RollbackRemark" m where m."rollbackId" = b.id and m.key = ${`${LATE}arrived`})
      and bot."archivedAt" is null and bot."sightAt" > b."endedAt" and bot.verdict <> 'unknown' and e.problem is null and e."heardAt" > b."endedAt"`;
}

function sayArrived({ rollbackId, botId, at, arrived, came, from, runs, isFrom }: Arrived): LateTruth {
  const sentence = arrived
    ? `The change had arrived: ${came} was brought.`
    : isFrom
      ? `The change had not arrived: ${from} still ran when the cluster was in sight again.`
      : `Whether the change had arrived cannot be told any more: ${runs} ran when the cluster was in sight again.`;
  return { rollbackId, botId, key: `${LATE}arrived`, at, tone: "plain", sentence };
}
