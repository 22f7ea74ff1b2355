import type { Database } from "@/lib/platform/db";

export const BOTS = 1_000;
export const RELEASES = 100;
/** A statement on all of them would take longer than one may. */
const AT_ONCE = 50;

/**
 * A fleet of the largest size that is promised, in rows: every bot had a release a day, was healthy most of that time and failed now and then. One in twenty was
 * never proved, one in three was rolled back, some fail now.
 */
export async function seedFleet(db: Database): Promise<void> {
  await db.$executeRaw`insert into "Environment" (name, title, namespaces, "soakSeconds", stamps) values ('production', 'Production', '{support}', 600, '{}')
    on conflict do nothing`;
  for (let first = 1; first <= BOTS; first += AT_ONCE) await seedBots(db, first, first + AT_ONCE - 1);
  await db.$executeRaw`analyze`;
}

async function seedBots(db: Database, first: number, last: number): Promise<void> {
  await db.$executeRaw`
    insert into "Bot" (id, "environmentName", namespace, kind, name, title, uid, "firstSeenAt", verdict, "verdictReasons", "verdictSince", sight, "sightAt")
    select 'bot_' || b, 'production', 'support', 'Deployment', 'bot-' || b, 'Bot ' || lpad(b::text, 4, '0'), 'uid-' || b, now() - interval '100 days',
           case when b % 97 = 0 then 'failing' when b % 89 = 0 then 'degraded' when b % 83 = 0 then 'unknown' else 'healthy' end,
           case when b % 97 = 0 then '["87 % of replies say ‘urgent escalation’."]'::jsonb when b % 89 = 0 then '["1 of 3 pods restarted 4 times."]' else '[]' end,
           now() - interval '15 minutes',
           jsonb_build_object('desired', 3, 'updated', 3, 'ready', 3, 'available', 3, 'total', 3, 'paused', false, 'config', '[]'::jsonb, 'pods',
             (select jsonb_agg(jsonb_build_object('name', 'bot-' || b || '-' || p, 'state', 'ready', 'current', true, 'problem', null)) from generate_series(1, 3) p)),
           now()
    from generate_series(${first}::int, ${last}::int) b`;
  await db.$executeRaw`
    insert into "Release" (id, "botId", "hashVersion", hash, template, version, images, commit, "fieldOwners", origin, "firstSeenAt", "availableAt", "knownGoodAt")
    select 'rel_' || b || '_' || r, 'bot_' || b, 2, md5(b || '/' || r), '', '1.' || r || '.0', '[]', md5(r || '/' || b), '[]', 'observed', at, at,
           case when b % 20 <> 0 and r % 10 <> 0 then at + interval '10 minutes' end
    from generate_series(${first}::int, ${last}::int) b, generate_series(1, ${RELEASES}::int) r, lateral (select now() - (${RELEASES}::int - r) * interval '1 day' as at) t`;
  await db.$executeRaw`
    insert into "Rollout" (id, "botId", "releaseId", since, until, "broughtBy", origin, verdict, "rollbackId", change)
    select 'rol_' || b || '_' || r, 'bot_' || b, 'rel_' || b || '_' || r, at, case when r < ${RELEASES}::int then at + interval '1 day' end,
           '{"manager":"ci-release","at":null,"person":null,"why":null}', 'observed', 'healthy', null, 'code'
    from generate_series(${first}::int, ${last}::int) b, generate_series(1, ${RELEASES}::int) r, lateral (select now() - (${RELEASES}::int - r) * interval '1 day' as at) t`;
  await db.$executeRaw`
    insert into "RolloutEvent" (id, "rolloutId", at, kind, detail)
    select 'evt_' || o.id || '_' || s.n, o.id, o.since + s.after, s.kind, jsonb_build_object('verdict', s.verdict, 'reasons', '[]'::jsonb)
    from "Rollout" o, (values (1, interval '1 second', 'live', null), (2, interval '40 seconds', 'verdict', 'healthy'), (3, interval '5 hours', 'verdict', 'failing'),
      (4, interval '5 hours 4 minutes', 'verdict', 'healthy')) s(n, after, kind, verdict)
    where substring(o."botId" from '^bot_([0-9]+)$')::int between ${first} and ${last} and (s.n < 3 or hashtext(o.id) % 25 = 0)`;
  await db.$executeRaw`
    insert into "Rollback" (id, "botId", "planId", "fromReleaseId", "toReleaseId", phase, sentence, "startedBy", "startedAt", "replacedAt", "endedAt")
    select 'rbk_' || b || '_' || n, 'bot_' || b, 'plan_' || b || '_' || n, 'rel_' || b || '_20', 'rel_' || b || '_19', 'recovered', '', '{"kind":"system","job":"bench"}',
           now() - n * interval '9 days', now() - n * interval '9 days' + interval '38 seconds', now() - n * interval '9 days' + interval '68 seconds'
    from generate_series(${first}::int, ${last}::int) b, generate_series(1, 4) n where b % 3 = 0`;
  await db.$executeRaw`
    insert into "Quarantine" (id, "botId", "releaseId", by, since)
    select 'qua_' || b, 'bot_' || b, 'rel_' || b || '_99', '{"kind":"system","job":"bench"}', now() from generate_series(${first}::int, ${last}::int) b where b % 7 = 0`;
}
