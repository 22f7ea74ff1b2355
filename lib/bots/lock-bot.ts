import type { Ctx } from "@/lib/access/ctx";
import type { Workload } from "@/lib/cluster/types";
import { newId } from "@/lib/platform/ids";
import { teamOf } from "./team-of";
import { titleOf } from "./title-of";
import type { Environment, Snapshot } from "./types";

export type BotRow = { id: string; uid: string; title: string; team: string | null; verdict: string; archivedAt: Date | null };

/** The bot's row, locked: two workers that see the same bot take turns. A re-created object is the same bot with a break in its history. */
export async function lockBot(tx: Ctx, environment: Environment, { workload }: Snapshot, at: Date): Promise<BotRow> {
  const title = titleOf(workload);
  const team = teamOf(workload, environment.teamLabel);
  const bot = (await selectBot(tx, environment, workload)) ?? (await insertBot(tx, environment, workload, at));
  if (bot.uid !== workload.uid || bot.archivedAt !== null) {
    const end = bot.uid !== workload.uid && workload.createdAt < at ? workload.createdAt : at;
    await tx.db.$executeRaw`
      update "Rollout" set until = greatest(since, ${end}), "healthySince" = null where "botId" = ${bot.id} and until is null`;
  }
  if (bot.uid !== workload.uid || bot.archivedAt !== null || bot.title !== title || bot.team !== team) {
    await tx.db.bot.update({ where: { id: bot.id }, data: { uid: workload.uid, title, team, archivedAt: null }, select: { id: true } });
  }
  return bot;
}

async function selectBot(tx: Ctx, environment: Environment, { ref: { namespace, kind, name } }: Workload): Promise<BotRow | undefined> {
  const [bot] = await tx.db.$queryRaw<BotRow[]>`
    select id, uid, title, team, verdict, "archivedAt" from "Bot"
    where "environmentName" = ${environment.name} and namespace = ${namespace} and kind = ${kind} and name = ${name} for update`;
  return bot;
}

async function insertBot(tx: Ctx, environment: Environment, workload: Workload, at: Date): Promise<BotRow> {
  const { namespace, kind, name } = workload.ref;
  await tx.db.$executeRaw`
    insert into "Bot" (id, "environmentName", namespace, kind, name, title, team, uid, "firstSeenAt", "verdictSince", sight, "sightAt")
    values (${newId("bot")}, ${environment.name}, ${namespace}, ${kind}, ${name}, ${titleOf(workload)}, ${teamOf(workload, environment.teamLabel)},
            ${workload.uid}, ${at}, ${at}, '{}', ${at})
    on conflict do nothing`;
  const bot = await selectBot(tx, environment, workload);
  if (!bot) throw new Error(`bot ${namespace}/${name} vanished while it was recorded`);
  return bot;
}
