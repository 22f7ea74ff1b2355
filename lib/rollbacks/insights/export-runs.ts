import type { Ctx } from "@/lib/access/ctx";
import { requirePermission } from "@/lib/access/require-permission";
import { csvLine } from "@/lib/platform/csv-line";
import { insightBots } from "./insight-bots";
import { periodOf } from "./period-of";
import { readRuns } from "./read-runs";
import { InsightsInput, type InsightRun } from "./schemas";

type Cell = string | number | null;

const COLUMNS: readonly [string, (run: InsightRun) => Cell][] = [
  ["id", ({ id }) => id],
  ["environment", ({ bot }) => bot.environment.name],
  ["namespace", ({ bot }) => bot.namespace],
  ["kind", ({ bot }) => bot.kind],
  ["name", ({ bot }) => bot.name],
  ["title", ({ bot }) => bot.title],
  ["team", ({ bot }) => bot.team],
  ["from_version", ({ fromVersion }) => fromVersion],
  ["to_version", ({ toVersion }) => toVersion],
  ["phase", ({ phase }) => phase],
  ["undo", ({ isUndo }) => yesOrNo(isUndo)],
  ["started_by", ({ startedBy }) => startedBy],
  ["reason", ({ reason }) => reason],
  ["first_bad_at", ({ firstBadAt }) => firstBadAt],
  ["started_at", ({ startedAt }) => startedAt],
  ["accepted_at", ({ acceptedAt }) => acceptedAt],
  ["recovered_at", ({ recoveredAt }) => recoveredAt],
  ["ended_at", ({ endedAt }) => endedAt],
  ["decide_seconds", ({ decideSeconds }) => decideSeconds],
  ["act_seconds", ({ actSeconds }) => actSeconds],
  ["recover_seconds", ({ recoverSeconds }) => recoverSeconds],
  ["from_click_seconds", ({ fromClickSeconds }) => fromClickSeconds],
  ["total_seconds", ({ totalSeconds }) => totalSeconds],
  ["kept_five_minutes", ({ keptFiveMinutes }) => yesOrNo(keptFiveMinutes)],
];

/**
 * The rollbacks behind the figures as a CSV file, newest first, undos too.
 *
 * @throws AppError `forbidden`, `bad-input`
 */
export async function exportRuns({ ctx, input }: { ctx: Ctx; input: InsightsInput }): Promise<string> {
  requirePermission(ctx, "read-insights");
  const filter = InsightsInput.parse(input);
  const { refs } = await insightBots(ctx, filter);
  const runs = await readRuns(ctx, filter, periodOf(filter, ctx.clock.now()), refs);
  const lines = [COLUMNS.map(([name]) => name), ...runs.map((run) => COLUMNS.map(([, cell]) => cell(run)))];
  return lines.map(csvLine).join("");
}

function yesOrNo(value: boolean | null): Cell {
  return value === null ? null : value ? "yes" : "no";
}
