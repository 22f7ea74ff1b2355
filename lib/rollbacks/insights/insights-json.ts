import type { BotRef } from "@/lib/bots/schemas";
import { groupBy } from "@/lib/platform/group-by";
import { PHASES } from "../schemas";
import type { InsightBots } from "./insight-bots";
import type { Period } from "./period-of";
import type { Deploys } from "./read-deploys";
import { spreadOf } from "./spread-of";
import { tallyOf, type DeployCount } from "./tally-of";
import type { InsightRun, InsightsInput, InsightsJson } from "./schemas";
import { weekOf, weeksOf } from "./weeks-of";

const MOST_BOTS = 50;
const MOST_RUNS = 200;
const NONE: DeployCount = { deploys: 0, failedDeploys: 0 };

export type InsightFacts = {
  filter: InsightsInput;
  period: Period;
  runs: readonly InsightRun[];
  deploys: Deploys;
  bots: InsightBots;
  environments: InsightsJson["environments"];
  teamNames: string[];
};

/** The figures that follow from what happened in a period. */
export function insightsJson({ filter, period, runs, deploys, bots, environments, teamNames }: InsightFacts): InsightsJson {
  const rollbacks = runs.filter(({ isUndo }) => !isUndo);
  const recovered = rollbacks.filter(({ phase }) => phase === "recovered");
  const eventful = botTallies(bots.refs, runs, deploys).filter(({ rollbacks, failedDeploys }) => rollbacks + failedDeploys > 0);
  return {
    from: period.from.toISOString(),
    to: period.to.toISOString(),
    environment: filter.environment ?? null,
    team: filter.team ?? null,
    bot: (filter.botId !== undefined && bots.refs.get(filter.botId)) || null,
    environments,
    teamNames,
    watchedSince: bots.watchedSince?.toISOString() ?? null,
    all: tallyOf(runs, [...deploys.byBot.values()]),
    phases: PHASES.map((phase) => ({ phase, count: rollbacks.filter((run) => run.phase === phase).length })).filter(
      ({ count }) => count > 0,
    ),
    undos: runs.length - rollbacks.length,
    decide: spreadOf(recovered.map(({ decideSeconds }) => decideSeconds)),
    act: spreadOf(recovered.map(({ actSeconds }) => actSeconds)),
    recover: spreadOf(recovered.map(({ recoverSeconds }) => recoverSeconds)),
    fromClick: spreadOf(recovered.map(({ fromClickSeconds }) => fromClickSeconds)),
    total: spreadOf(recovered.map(({ totalSeconds }) => totalSeconds)),
    weeks: weekTallies(period, runs, deploys),
    bots: eventful.slice(0, MOST_BOTS),
    moreBots: Math.max(0, eventful.length - MOST_BOTS),
    teams: teamTallies(bots.refs, runs, deploys),
    runs: runs.slice(0, MOST_RUNS),
    moreRuns: Math.max(0, runs.length - MOST_RUNS),
  };
}

function weekTallies(period: Period, runs: readonly InsightRun[], { byWeek }: Deploys): InsightsJson["weeks"] {
  const runsByWeek = groupBy(runs, ({ startedAt }) => weekOf(new Date(startedAt)).getTime());
  return weeksOf(period).map((week) => ({
    since: week.toISOString(),
    ...tallyOf(runsByWeek.get(week.getTime()) ?? [], [byWeek.get(week.getTime()) ?? NONE]),
  }));
}

function botTallies(refs: ReadonlyMap<string, BotRef>, runs: readonly InsightRun[], { byBot }: Deploys): InsightsJson["bots"] {
  const runsByBot = groupBy(runs, ({ bot }) => bot.id);
  const tallies = [...refs.values()].map((bot) => ({ bot, ...tallyOf(runsByBot.get(bot.id) ?? [], [byBot.get(bot.id) ?? NONE]) }));
  return tallies.sort(
    (a, b) => b.rollbacks - a.rollbacks || b.failedDeploys - a.failedDeploys || a.bot.title.localeCompare(b.bot.title, "en"),
  );
}

function teamTallies(refs: ReadonlyMap<string, BotRef>, runs: readonly InsightRun[], { byBot }: Deploys): InsightsJson["teams"] {
  const byTeam = groupBy(refs.values(), ({ team }) => team);
  if ([...byTeam.keys()].every((team) => team === null)) return [];
  const runsByTeam = groupBy(runs, ({ bot }) => bot.team);
  const tallies = [...byTeam].map(([team, bots]) => ({
    team,
    ...tallyOf(
      runsByTeam.get(team) ?? [],
      bots.map(({ id }) => byBot.get(id) ?? NONE),
    ),
  }));
  // Those without a team come last.
  return tallies.sort((a, b) => Number(a.team === null) - Number(b.team === null) || (a.team ?? "").localeCompare(b.team ?? "", "en"));
}
