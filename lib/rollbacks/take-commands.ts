import { recordAudit } from "@/lib/access/record-audit";
import { requirePermission } from "@/lib/access/require-permission";
import type { BotCtx } from "@/lib/bots/ctx";
import type { Workload } from "@/lib/cluster/types";
import { AppError } from "@/lib/platform/app-error";
import { newId } from "@/lib/platform/ids";
import { inTransaction } from "@/lib/platform/in-transaction";
import { findPlan, type ConfirmablePlan } from "./find-plan";
import { lookLive, viewOf } from "./live-view";
import { readCopies } from "./make-copies";
import { orSayWhichCluster } from "./out-of-reach";
import { sayOvertaken } from "./say-overtaken";
import type { PlanCommands } from "./schemas";
import { commandsOf, scriptOf } from "./spool/commands";
import { whereItStands } from "./where-it-stands";

/**
 * A plan as the shell commands that do the same with the same preconditions. Values are in them as they are, so that they are never logged, and the audit log has
 * who took them. Nothing is carried out.
 *
 * @throws AppError `forbidden`, `plan-unknown`, `plan-stale`, `cluster-unreachable`, `content-damaged` and its like
 */
export async function takeCommands({ ctx, input }: { ctx: BotCtx; input: { id: string } }): Promise<PlanCommands> {
  requirePermission(ctx, "rollback");
  const plan = await findPlan(ctx, input.id);
  if (!plan) throw new AppError("plan-unknown", "There is no such plan. Open the bot and look again.");
  const rollbackId = newId("rb");
  const live = await asPlanned(ctx, plan, rollbackId);
  const contents = await readCopies(ctx, plan.copies);
  const commands = commandsOf(
    {
      bot: botOf(plan),
      from: { id: plan.fromReleaseId, version: plan.fromVersion },
      to: { id: plan.toReleaseId, version: plan.toVersion },
      live,
      bring: plan.bring,
      changeCause: plan.changeCause,
      copies: plan.copies,
      contents: Object.fromEntries([...contents].map(([hash, bytes]) => [hash, bytes.toString("base64")])),
      madeAt: ctx.clock.now().toISOString(),
    },
    rollbackId,
  );
  await inTransaction(ctx, (tx) =>
    recordAudit(tx, {
      action: "rollback.take-commands",
      botId: plan.botId,
      subject: `${plan.title} in ${plan.environmentTitle}`,
      before: { release: plan.fromReleaseId, version: plan.fromVersion },
      after: { release: plan.toReleaseId, version: plan.toVersion, plan: plan.id },
    }),
  );
  const sentence = `They change nothing if ${plan.title} runs anything else than ${plan.fromVersion} by then.`;
  return { sentence, commands, script: scriptOf(commands) };
}

/** The bot as it is now, if that is still what the plan was made from. */
async function asPlanned(ctx: BotCtx, plan: ConfirmablePlan, rollbackId: string): Promise<Workload> {
  const live = await orSayWhichCluster(ctx, plan.environmentName, lookLive(viewOf(ctx, botOf(plan))));
  const intent = { rollbackId, startedAt: ctx.clock.now(), uid: plan.liveUid, seen: plan.seen, target: plan.bring, stamps: plan.stamps };
  const standing = whereItStands(live, intent);
  if (live && standing.kind === "to-do") return live;
  throw new AppError("plan-stale", `${sayOvertaken(plan.title, standing)} Look at the new difference and decide again.`);
}

function botOf({ botId, title, namespace, kind, name, environmentName, environmentTitle, context, stamps }: ConfirmablePlan) {
  return { id: botId, title, namespace, kind, name, environment: { name: environmentName, title: environmentTitle, context, stamps } };
}
