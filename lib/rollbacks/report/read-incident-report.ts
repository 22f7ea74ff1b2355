import { actorInWords } from "@/lib/access/actor-in-words";
import { requirePermission } from "@/lib/access/require-permission";
import type { Actor } from "@/lib/access/types";
import type { VaultCtx } from "@/lib/bots/ctx";
import { releaseContent } from "@/lib/bots/release-content";
import type { BroughtBy } from "@/lib/bots/schemas";
import { AppError } from "@/lib/platform/app-error";
import { diffSides } from "../diff-sides";
import { readRollback } from "../read-rollback";
import type { ConfigCopy, RollbackJson } from "../schemas";
import { followUps } from "./follow-ups";
import { incidentTimeline, type TimelineFacts } from "./incident-timeline";
import { lastLesson } from "./last-lesson";
import { reportTitle } from "./report-title";
import type { IncidentReport } from "./schemas";
import { timesInWords } from "./times-in-words";
import { whoDidWhat, type Deed } from "./who-did-what";

/**
 * The report of what happened around a rollback. It writes itself out of what is on record, anew each time, so that it never says less than is known.
 *
 * @throws AppError `not-found`
 */
export async function readIncidentReport({ ctx, input }: { ctx: VaultCtx; input: { id: string } }): Promise<IncidentReport> {
  requirePermission(ctx, "read");
  const run = await readRollback({ ctx, input });
  const [left, reason, deeds, diff, copied, lesson] = await Promise.all([
    leftRollout(ctx, run),
    signalReason(ctx, run),
    deedsOf(ctx, run),
    differenceOf(ctx, run),
    copiesOf(ctx, run.id),
    lastLesson(ctx, run.id),
  ]);
  const { firstBadAt } = run.split;
  const deployer = left?.by ?? null;
  return {
    title: reportTitle(run),
    rollback: headOf(run),
    times: run.split,
    spans: timesInWords(run.split),
    timeline: incidentTimeline({ run, left, signal: firstBadAt === null ? null : { at: firstBadAt, reason } }),
    diff,
    people: whoDidWhat([...(deployer === null ? [] : [{ name: deployer, action: "deploy" }]), ...deeds]),
    followUps: followUps({ run, copied, lessonWritten: lesson !== null }),
    lesson,
  };
}

function headOf(run: RollbackJson): IncidentReport["rollback"] {
  const { id, path, bot, from, to, phase, active, sentence, afterwards, reason, startedBy, startedAt, endedAt, undoes } = run;
  return { id, path, bot, from, to, phase, active, sentence, afterwards, reason, startedBy, startedAt, endedAt, undoes };
}

async function leftRollout({ db }: VaultCtx, { bot, from, startedAt }: RollbackJson): Promise<TimelineFacts["left"]> {
  const rollout = await db.rollout.findFirst({
    where: { botId: bot.id, releaseId: from.id, since: { lte: startedAt } },
    orderBy: { since: "desc" },
    select: { since: true, broughtBy: true },
  });
  if (!rollout) return null;
  const { person, manager, why } = rollout.broughtBy as BroughtBy;
  return { since: rollout.since.toISOString(), by: person ?? manager, why };
}

/** What the first bad verdict said. */
async function signalReason({ db }: VaultCtx, { bot, from, split, startedAt }: RollbackJson): Promise<string | null> {
  if (split.firstBadAt === null) return null;
  const [row] = await db.$queryRaw<{ reasons: string[] }[]>`
    select e.detail -> 'reasons' as reasons from "RolloutEvent" e join "Rollout" o on o.id = e."rolloutId"
    where o."botId" = ${bot.id} and o."releaseId" = ${from.id} and e.kind = 'verdict' and e.detail ->> 'verdict' in ('failing', 'degraded')
      and e.at >= ${new Date(split.firstBadAt)} and e.at <= ${new Date(startedAt)}
    order by e.at, e.id limit 1`;
  return row?.reasons[0] ?? null;
}

async function deedsOf({ db }: VaultCtx, { id, bot, hold }: RollbackJson): Promise<Deed[]> {
  const rows = await db.$queryRaw<{ actor: Actor; action: string }[]>`
    select actor, action from "AuditEntry"
    where "botId" = ${bot.id} and (after ->> 'rollback' = ${id} or after ->> 'hold' = ${hold?.id ?? ""}) order by seq limit 500`;
  return rows.map(({ actor, action }) => ({ name: actorInWords(actor), action }));
}

async function differenceOf(ctx: VaultCtx, { from, to }: RollbackJson): Promise<IncidentReport["diff"]> {
  try {
    const [before, after] = await Promise.all([releaseContent(ctx, from.id), releaseContent(ctx, to.id)]);
    const { groups, files } = await diffSides(ctx, before, after);
    return { groups, files };
  } catch (error) {
    // The rest of the report outlives what the releases were.
    if (error instanceof AppError && (error.code.startsWith("content-") || error.code === "secret-key-wrong")) return null;
    throw error;
  }
}

async function copiesOf({ db }: VaultCtx, rollbackId: string): Promise<string[]> {
  const [row] = await db.$queryRaw<{ copies: ConfigCopy[] }[]>`
    select p.copies from "RollbackPlan" p join "Rollback" b on b."planId" = p.id where b.id = ${rollbackId}`;
  return (row?.copies ?? []).map(({ of }) => of);
}
