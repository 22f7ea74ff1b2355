import { actorInWords } from "@/lib/access/actor-in-words";
import { requirePermission } from "@/lib/access/require-permission";
import type { Ctx } from "@/lib/access/ctx";
import { alarms } from "./alarms";
import { botPath } from "./bot-path";
import { chooseTarget } from "./choose-target";
import { expectedTimes } from "./expected-times";
import { fleetRows, type FleetRow } from "./fleet-rows";
import { standingHolds } from "./holds";
import type { ExpectedTime, FleetLine } from "./fleet-schemas";
import type { AlarmJson, HoldJson } from "./schemas";
import { targetCandidates, type TargetCandidate } from "./target-candidates";

/**
 * The fleet as one looks over it: a line for each bot that is in its cluster, by environment and name, all in one answer; or only these bots' lines.
 *
 * @throws AppError `forbidden`
 */
export async function readFleet({
  ctx,
  input: { botIds = null },
}: {
  ctx: Ctx;
  input: { botIds?: readonly string[] | null | undefined };
}): Promise<{ items: FleetLine[] }> {
  requirePermission(ctx, "read");
  const ids = botIds ?? (await ctx.db.bot.findMany({ where: { archivedAt: null }, select: { id: true } })).map(({ id }) => id);
  const [rows, alarming, holds, times] = await Promise.all([
    fleetRows(ctx, botIds),
    alarms(ctx, botIds),
    standingHolds(ctx, ids),
    expectedTimes(ctx, ids),
  ]);
  const unproved = rows.filter(({ goodVersion }) => goodVersion === null).map(({ id }) => id);
  const candidates = await targetCandidates(ctx, unproved);
  const items = rows.map((row) => {
    const target = row.goodVersion === null ? targetAmong(row, candidates.get(row.id) ?? []) : good(row.goodVersion);
    return lineOf(row, { target, alarm: alarming.get(row.id), hold: holds.get(row.id)?.[0], expected: times.get(row.id) ?? null });
  });
  return { items };
}

function good(version: string): FleetLine["target"] {
  return { kind: "chosen", version, because: "known-good" };
}

function targetAmong({ liveReleaseId }: FleetRow, candidates: readonly TargetCandidate[]): FleetLine["target"] {
  const choice = chooseTarget(
    liveReleaseId ?? "",
    candidates.map(({ out, ...candidate }) => ({ ...candidate, quarantine: out || null, leftAt: null })),
  );
  return choice.kind === "none" ? choice : { kind: "chosen", version: choice.record.release.version, because: choice.because };
}

type Around = { target: FleetLine["target"]; alarm: AlarmJson | undefined; hold: HoldJson | undefined; expected: ExpectedTime | null };

function lineOf(row: FleetRow, { target, alarm, hold, expected }: Around): FleetLine {
  const { id, namespace, kind, name, title, team, verdict, reasons, pods } = row;
  return {
    id,
    environment: { name: row.environmentName, title: row.environmentTitle },
    namespace,
    kind,
    name,
    title,
    path: botPath(row),
    team,
    verdict,
    verdictSince: row.verdictSince.toISOString(),
    reason: reasons[0] ?? null,
    reasons: reasons.length,
    pods,
    live:
      row.liveReleaseId === null
        ? null
        : {
            version: row.liveVersion,
            commit: row.liveCommit,
            author: row.liveAuthor,
            since: row.liveSince.toISOString(),
            broughtBy: { manager: row.broughtBy.manager ?? null, person: row.broughtBy.person ?? null },
            rollbackId: row.rollbackId,
            change: row.change,
          },
    target,
    expected,
    hold: hold ? { version: hold.version, owner: hold.owner, expiresAt: hold.expiresAt } : null,
    // Read a moment apart from what is live: an answer must not contradict itself.
    alarm: alarm !== undefined && alarm.releaseId === row.liveReleaseId ? alarm : null,
    activeRollback:
      row.activeId === null
        ? null
        : {
            id: row.activeId,
            phase: row.phase,
            startedAt: row.startedAt.toISOString(),
            startedBy: actorInWords(row.startedBy),
            toVersion: row.toVersion,
          },
  };
}
