import { createHash } from "node:crypto";
import { readPeople } from "@/lib/access/people-at-hand";
import type { BotCtx } from "@/lib/bots/ctx";
import { releaseRecords } from "@/lib/bots/release-records";
import { AppError } from "@/lib/platform/app-error";
import { defaultPlan, spooledBot, type Known } from "./default-plan";
import type { Spool } from "./spool";

const BOTS_AT_ONCE = 4;
const BOTS_A_QUESTION = 100;
/** Of what nothing tells, such as a ConfigMap that only the target refers to. */
const OLDEST_MS = 10 * 60_000;

/** What a process knows of its spool: what each entry was made of, and when. */
export type Freshness = Map<string, { key: string; at: number }>;

/** Who may roll back, which bots there are, and when that was known: the spool's own age. */
export async function refreshIndex(ctx: BotCtx, spool: Spool): Promise<void> {
  const knownAt = ctx.clock.now().toISOString();
  const [people, bots] = await Promise.all([
    readPeople({ ctx }),
    ctx.db.bot.findMany({ where: { archivedAt: null }, include: { environment: true } }),
  ]);
  spool.keepIndex({ knownAt, people, bots: bots.map(spooledBot) });
  spool.keepOnly(new Set(bots.map(({ id }) => id)));
}

/** Works the plans of these bots out anew where what they are made of has changed; of all with null. A cluster out of sight leaves what is there. */
export async function refreshPlans(ctx: BotCtx, spool: Spool, input: { botIds: readonly string[] | null; freshness: Freshness }) {
  const { botIds, freshness } = input;
  const where = { archivedAt: null, ...(botIds && { id: { in: [...botIds] } }) };
  const ids = (await ctx.db.bot.findMany({ where, select: { id: true } })).map(({ id }) => id);
  for (let start = 0; start < ids.length; start += BOTS_A_QUESTION) {
    const stale = (await known(ctx, ids.slice(start, start + BOTS_A_QUESTION)))
      .map((one) => ({ one, key: keyOf(one) }))
      .filter(({ one, key }) => isStale(freshness.get(one.bot.id), key, ctx.clock.now().getTime()));
    const refresh = async () => {
      for (let next = stale.shift(); next; next = stale.shift()) await refreshOne(ctx, spool, { ...next, freshness });
    };
    await Promise.all(Array.from({ length: BOTS_AT_ONCE }, refresh));
  }
}

function isStale(fresh: { key: string; at: number } | undefined, key: string, now: number): boolean {
  return fresh?.key !== key || now - fresh.at > OLDEST_MS;
}

async function refreshOne(ctx: BotCtx, spool: Spool, input: { one: Known; key: string; freshness: Freshness }): Promise<void> {
  const { one, key, freshness } = input;
  try {
    const entry = await defaultPlan(ctx, one);
    spool.keepEntry(one.bot.id, entry);
    // What is not recorded yet will be: it is looked at again with the next news.
    if ("plan" in entry) freshness.set(one.bot.id, { key, at: ctx.clock.now().getTime() });
    else freshness.delete(one.bot.id);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    freshness.delete(one.bot.id);
  }
}

async function known(ctx: BotCtx, ids: string[]): Promise<Known[]> {
  const [bots, records, open] = await Promise.all([
    ctx.db.bot.findMany({ where: { id: { in: ids } }, include: { environment: true } }),
    releaseRecords(ctx, ids),
    ctx.db.rollout.findMany({
      where: { botId: { in: ids }, until: null },
      select: { botId: true, stamp: true, revision: true, release: { select: { id: true, hash: true } } },
    }),
  ]);
  const live = new Map(open.map((rollout) => [rollout.botId, rollout]));
  return bots.map((bot) => {
    const rollout = live.get(bot.id);
    return { bot, records: records.get(bot.id) ?? [], live: rollout?.release ?? null, stamp: `${rollout?.stamp} ${rollout?.revision}` };
  });
}

/** Changes when, and only when, the plan may be another one. */
function keyOf({ bot, records, live, ...rest }: Known): string {
  const releases = records.map(({ release, standing, quarantine, leftAt }) => [
    release.id,
    release.hash,
    standing,
    quarantine?.since,
    leftAt,
  ]);
  const { stamps, context, title } = bot.environment;
  const made = [bot.uid, bot.title, live, rest, releases, stamps, context, title];
  return createHash("sha256").update(JSON.stringify(made)).digest("hex");
}
