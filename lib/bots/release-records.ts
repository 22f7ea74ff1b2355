import { actorInWords } from "@/lib/access/actor-in-words";
import type { Actor } from "@/lib/access/types";
import type { PlatformCtx } from "@/lib/platform/ctx";
import { Prisma } from "@/lib/platform/db";
import type { Standing } from "./schemas";
import type { ReleaseRecord } from "./types";
import { undoneReleases } from "./undone-releases";

type Row = ReleaseRecord["release"] & {
  botId: string;
  origin: string;
  quarantinedSince: Date | null;
  quarantinedBy: Actor | null;
  quarantineReason: string | null;
  quarantinedByRollback: string | null;
  lastLiveAt: Date | null;
  leftAt: Date | null;
};

/** Every release of these bots, those that were live last first; templates stay in the database. */
export async function releaseRecords(ctx: PlatformCtx, botIds: readonly string[]): Promise<Map<string, ReleaseRecord[]>> {
  const bots = Prisma.join(botIds.length > 0 ? [...botIds] : [""]);
  const rows = await ctx.db.$queryRaw<Row[]>`
    with live as (select "releaseId", max(since) as at from "Rollout" where "botId" in (${bots}) group by "releaseId"),
      undone as (${undoneReleases(Prisma.sql`o."botId" in (${bots})`)})
    select r.id, r."botId", r.version, r.hash, r.images, r.commit, r.author, r."changeCause", r.origin, r."firstSeenAt", r."availableAt", r."knownGoodAt",
           q.since as "quarantinedSince", q.by as "quarantinedBy", q.reason as "quarantineReason", q."rollbackId" as "quarantinedByRollback",
           live.at as "lastLiveAt", undone.at as "leftAt"
    from "Release" r
      left join live on live."releaseId" = r.id
      left join "Quarantine" q on q."releaseId" = r.id and q."liftedAt" is null
      left join undone on undone."releaseId" = r.id
    where r."botId" in (${bots})
    order by live.at desc nulls last, r.id`;

  const byBot = new Map<string, ReleaseRecord[]>(botIds.map((id) => [id, []]));
  for (const row of rows) byBot.get(row.botId)?.push(toRecord(row));
  return byBot;
}

function toRecord(row: Row): ReleaseRecord {
  const {
    quarantinedSince,
    quarantinedBy,
    quarantineReason,
    quarantinedByRollback,
    lastLiveAt,
    leftAt,
    origin,
    botId: _,
    ...release
  } = row;
  const provedSince = leftAt !== null && release.knownGoodAt !== null && release.knownGoodAt > leftAt;
  return {
    release,
    standing: standingOf(release, origin),
    composed: origin === "composed",
    quarantine: quarantinedSince && {
      since: quarantinedSince,
      by: quarantinedBy ? actorInWords(quarantinedBy) : "somebody",
      reason: quarantineReason,
      rollbackId: quarantinedByRollback,
    },
    leftAt: provedSince ? null : leftAt,
    lastLiveAt: lastLiveAt ?? release.firstSeenAt,
  };
}

function standingOf(release: { knownGoodAt: Date | null; availableAt: Date | null }, origin: string): Standing {
  if (release.knownGoodAt) return "known-good";
  if (release.availableAt) return "was-available";
  return origin === "imported" ? "imported" : "unproved";
}
