import { requirePermission } from "@/lib/access/require-permission";
import type { Ctx } from "@/lib/access/ctx";
import { firstBadSignal, recoverySplit, type RecoverySplit } from "./recovery-split";
import type { Phase } from "./schemas";

/** A bot that flaps for weeks: the trouble of the click is among the last so many verdicts before it. */
const LAST_VERDICTS = 500;

type Row = {
  id: string;
  phase: Phase;
  startedAt: Date;
  acceptedAt: Date | null;
  replacedAt: Date | null;
  leftSince: Date | null;
  verdicts: { at: string; verdict: string }[] | null;
};

/** How long these rollbacks took, split in decide, act and recover, by rollback; in one question, however many. */
export async function readRecoverySplits({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { rollbackIds: readonly string[] };
}): Promise<Map<string, RecoverySplit>> {
  requirePermission(ctx, "read");
  if (input.rollbackIds.length === 0) return new Map();
  const rows = await ctx.db.$queryRaw<Row[]>`
    select b.id, b.phase, b."startedAt", b."acceptedAt", b."replacedAt", o.since as "leftSince", v.verdicts
    from "Rollback" b
      left join lateral (
        select id, since from "Rollout" o
        where o."botId" = b."botId" and o."releaseId" = b."fromReleaseId" and o.since <= b."startedAt" and b.undoes is null
        order by o.since desc limit 1
      ) o on true
      left join lateral (
        select jsonb_agg(jsonb_build_object('at', e.at, 'verdict', e.verdict) order by e.at, e.id) as verdicts
        from (
          select id, at, detail ->> 'verdict' as verdict from "RolloutEvent"
          where "rolloutId" = o.id and kind = 'verdict' and at <= b."startedAt" order by at desc, id desc limit ${LAST_VERDICTS}
        ) e
      ) v on true
    where b.id = any(${[...input.rollbackIds]})`;
  return new Map(rows.map((row) => [row.id, recoverySplit({ ...row, firstBadAt: firstBadAt(row) })]));
}

function firstBadAt({ leftSince, verdicts, startedAt }: Row): Date | null {
  if (leftSince === null) return null;
  // PostgreSQL writes a time without its zone into JSON; ours are UTC.
  const known = (verdicts ?? []).map(({ at, verdict }) => ({ at: new Date(`${at}Z`), verdict }));
  return firstBadSignal({ since: leftSince, verdicts: known, startedAt });
}
