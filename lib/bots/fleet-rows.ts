import type { Actor } from "@/lib/access/types";
import type { PlatformCtx } from "@/lib/platform/ctx";
import { Prisma } from "@/lib/platform/db";
import type { FleetLine } from "./fleet-schemas";
import type { BotSight, BroughtBy, Verdict } from "./schemas";
import { undoneReleases } from "./undone-releases";

export type FleetRow = {
  id: string;
  environmentName: string;
  environmentTitle: string;
  namespace: string;
  kind: FleetLine["kind"];
  name: string;
  title: string;
  team: string | null;
  verdict: Verdict;
  verdictSince: Date;
  reasons: string[];
  pods: Pick<BotSight, "ready" | "desired">;
  liveReleaseId: string | null;
  liveVersion: string;
  liveCommit: string | null;
  liveAuthor: string | null;
  liveSince: Date;
  broughtBy: BroughtBy;
  rollbackId: string | null;
  change: "code" | "config" | "code-and-config" | null;
  /** The newest known good release that it can go back to; null: another kind of target has to be looked for. */
  goodVersion: string | null;
  activeId: string | null;
  phase: string;
  startedAt: Date;
  startedBy: Actor;
  toVersion: string;
};

/**
 * What the fleet shows of bots, by environment and name: of these, or (`null`) of all that are in their cluster. Each bot's last rollouts are looked at, newest
 * first, until one is known good, and not all that it ever ran: for whoever was proved once that says the same as `chooseTarget`.
 */
export function fleetRows(ctx: PlatformCtx, botIds: readonly string[] | null): Promise<FleetRow[]> {
  const among = botIds ? Prisma.sql`b.id = any(${botIds})` : Prisma.sql`true`;
  const open = botIds ? Prisma.sql`o."botId" = any(${botIds})` : Prisma.sql`true`;
  return ctx.db.$queryRaw<FleetRow[]>`
    with undone as materialized (${undoneReleases(open)})
    select b.id, b."environmentName", e.title as "environmentTitle", b.namespace, b.kind, b.name, b.title, b.team,
           b.verdict, b."verdictSince", b."verdictReasons" as reasons,
           jsonb_build_object('ready', b.sight -> 'ready', 'desired', b.sight -> 'desired') as pods,
           live."releaseId" as "liveReleaseId", live.version as "liveVersion", live.commit as "liveCommit", live.author as "liveAuthor",
           live.since as "liveSince", live."broughtBy", live."rollbackId", live.change,
           good.version as "goodVersion",
           run.id as "activeId", run.phase, run."startedAt", run."startedBy", run.version as "toVersion"
    from "Bot" b
      join "Environment" e on e.name = b."environmentName"
      left join lateral (
        select o."releaseId", o.since, o."broughtBy", o."rollbackId", o.change, r.version, r.commit, r.author
        from "Rollout" o
          -- One by one: joined as sets, every release of every bot would be read.
          cross join lateral (select version, commit, author from "Release" where id = o."releaseId" limit 1) r
        where o."botId" = b.id and o.until is null
      ) live on true
      left join lateral (
        select r.version
        from "Rollout" o join "Release" r on r.id = o."releaseId"
        where o."botId" = b.id and r."knownGoodAt" is not null and r.origin <> 'composed' and r.id is distinct from live."releaseId"
          and r.id not in (select "releaseId" from "Quarantine" where "liftedAt" is null)
          and not exists (select from undone where undone."releaseId" = r.id and undone.at >= r."knownGoodAt")
        order by o.since desc, r.id limit 1
      ) good on true
      left join lateral (
        select k.id, k.phase, k."startedAt", k."startedBy", r.version
        from "Rollback" k join "Release" r on r.id = k."toReleaseId"
        where k."botId" = b.id and k.phase in ('applying', 'following', 'verifying')
      ) run on true
    where b."archivedAt" is null and ${among}
    order by b."environmentName", b.name, b.id`;
}
