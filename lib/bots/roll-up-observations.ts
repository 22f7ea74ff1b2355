import type { PlatformCtx } from "@/lib/platform/ctx";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const RAW_MS = 48 * HOUR_MS;
const MINUTES_MS = 30 * DAY_MS;
const HOURS_MS = 365 * DAY_MS;
const AT_ONCE = 50_000;

/**
 * Thins out the verdicts of each rollout: as they were for 48 hours, then the last of each minute for 30 days, then the last of each hour for a year, then none.
 * When it went live and was restarted stays. Returns how many went.
 */
export async function rollUpObservations({ ctx }: { ctx: PlatformCtx }): Promise<number> {
  const now = ctx.clock.now().getTime();
  const [raw, minutes, hours] = [new Date(now - RAW_MS), new Date(now - MINUTES_MS), new Date(now - HOURS_MS)];
  return (
    (await repeat(() => thinOut(ctx, { unit: "minute", from: minutes, to: raw }))) +
    (await repeat(() => thinOut(ctx, { unit: "hour", from: hours, to: minutes }))) +
    (await repeat(() => forget(ctx, hours)))
  );
}

async function repeat(act: () => Promise<number>): Promise<number> {
  let total = 0;
  for (;;) {
    const count = await act();
    total += count;
    if (count < AT_ONCE) return total;
  }
}

/** Another worker may be at it too: what that one has locked is passed over. */
function thinOut({ db }: PlatformCtx, { unit, from, to }: { unit: "minute" | "hour"; from: Date; to: Date }): Promise<number> {
  return db.$executeRaw`
    delete from "RolloutEvent" where id in (
      select e.id
      from (
        select id, at, lead(at) over (partition by "rolloutId" order by at, id) as next
        from "RolloutEvent" where kind = 'verdict' and at >= ${from} and at < ${to}
      ) verdict
      join "RolloutEvent" e on e.id = verdict.id
      where date_trunc(${unit}, verdict.next) = date_trunc(${unit}, verdict.at)
      limit ${AT_ONCE} for update of e skip locked)`;
}

function forget({ db }: PlatformCtx, before: Date): Promise<number> {
  return db.$executeRaw`
    delete from "RolloutEvent" where id in (
      select id from "RolloutEvent" where kind = 'verdict' and at < ${before} limit ${AT_ONCE} for update skip locked)`;
}
