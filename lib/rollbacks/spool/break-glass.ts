import { setTimeout as delay } from "node:timers/promises";
import { requirePermission } from "@/lib/access/require-permission";
import type { Actor } from "@/lib/access/types";
import { canonicalTemplate } from "@/lib/bots/canonical-template";
import type { Clusters } from "@/lib/cluster/clusters";
import type { Workload } from "@/lib/cluster/types";
import type { Clock } from "@/lib/platform/clock";
import { newId } from "@/lib/platform/ids";
import type { Logger } from "@/lib/platform/logger";
import { viewOf } from "../live-view";
import type { BreakGlass } from "./schemas";
import { commandsOf, scriptOf } from "./commands";
import type { Spool, SpooledBot, SpooledPlan } from "./spool";

/** The answer is needed within a second of the click. */
const LOOK_MS = 250;

export type BotAddress = { id: string } | { environment: string; namespace: string; kind: string; name: string };
export type BreakGlassCtx = { actor: Actor; clusters: Clusters; clock: Clock; log: Logger };

/**
 * The default plan of a bot as commands, out of this process's own spool: nothing here asks the database. A cluster that answers at once is looked at, so that a
 * restart since then does not make the commands refuse. Returns null where the spool knows no such bot.
 *
 * @throws AppError `forbidden`
 */
export async function breakGlass(
  ctx: BreakGlassCtx,
  input: { spool: Spool; address: BotAddress; goneSince: Date },
): Promise<BreakGlass | null> {
  requirePermission(ctx, "rollback");
  const { spool, address, goneSince } = input;
  const index = spool.index();
  const bot = index?.bots.find((one) => isAt(one, address));
  if (!index || !bot) return null;

  const said = {
    bot: bot.title,
    environment: bot.environment.title,
    knownAt: index.knownAt,
    goneSince: goneSince.toISOString(),
  };
  const entry = spool.entry(bot.id) ?? { because: "It was not worked out yet when the database went." };
  if (!("plan" in entry))
    return {
      ...said,
      from: null,
      to: null,
      sentence: `There are no commands for ${bot.title}: ${entry.because}`,
      commands: [],
      script: null,
    };

  const { plan, sentence } = await broughtUpToDate(ctx, entry.plan);
  const id = newId("rb");
  const commands = commandsOf(plan, id);
  // Who was given them; never what they hold.
  ctx.log.warn(
    { actor: ctx.actor, botId: bot.id, to: plan.to.id, id },
    "gave out the commands of a rollback, because the database is gone",
  );
  return { ...said, from: plan.from.version, to: plan.to.version, sentence, commands, script: scriptOf(commands) };
}

function isAt(bot: SpooledBot, address: BotAddress): boolean {
  if ("id" in address) return bot.id === address.id;
  const { environment, namespace, kind, name } = address;
  return (
    bot.environment.name === environment &&
    bot.namespace === namespace &&
    bot.kind.toLowerCase() === kind.toLowerCase() &&
    bot.name === name
  );
}

async function broughtUpToDate(ctx: BreakGlassCtx, plan: SpooledPlan): Promise<{ plan: SpooledPlan; sentence: string }> {
  const { from, to, bot } = plan;
  const live = await lookNow(ctx, plan);
  const refuses = `They change nothing if ${bot.title} runs anything else than ${from.version} by then.`;
  if (live === undefined)
    return { plan, sentence: `The cluster did not answer at once, so these are for what ran when they were made. ${refuses}` };
  if (live !== null && isSame(live, plan))
    return { plan: { ...plan, live }, sentence: `The cluster was asked just now: ${from.version} runs. ${refuses}` };
  return {
    plan,
    sentence: `${bot.title} ${live === null ? "is not in the cluster any more" : `does not run ${from.version} any more`}: these commands to ${to.version} will refuse and change nothing. Look with kubectl at what runs.`,
  };
}

/** undefined: no answer in time. */
async function lookNow({ clusters }: BreakGlassCtx, { bot }: SpooledPlan): Promise<Workload | null | undefined> {
  try {
    const { cluster, ref } = viewOf({ clusters }, bot);
    return await Promise.race([cluster.getWorkload(ref), delay(LOOK_MS, undefined, { ref: false })]);
  } catch {
    return undefined;
  }
}

function isSame(live: Workload, { live: planned, bot }: SpooledPlan): boolean {
  const { stamps } = bot.environment;
  return live.uid === planned.uid && canonicalTemplate(live.template, stamps) === canonicalTemplate(planned.template, stamps);
}
