import { chooseTarget } from "@/lib/bots/choose-target";
import type { BotCtx } from "@/lib/bots/ctx";
import { identify } from "@/lib/bots/record-release";
import type { ReleaseRecord } from "@/lib/bots/types";
import { releaseContent } from "@/lib/bots/release-content";
import { AppError } from "@/lib/platform/app-error";
import type { Prisma } from "@/lib/platform/db";
import { changeCauseOf } from "../change-cause";
import { composeTarget } from "../compose-target";
import { goneReferences } from "../gone-references";
import { lookLive, viewOf } from "../live-view";
import { readCopies } from "../make-copies";
import { planCopies } from "../plan-copies";
import { choiceOf, pinsOf } from "../propose";
import { lookAround } from "../record-sides";
import type { SpooledBot, SpoolEntry } from "./spool";

export type PlannedBot = Prisma.BotGetPayload<{ include: { environment: true } }>;
export type Known = {
  bot: PlannedBot;
  records: readonly ReleaseRecord[];
  /** The release of the open rollout; null where none is. */
  live: { id: string; hash: string } | null;
  /** The restart stamp and the revision that it wears. */
  stamp: string;
};

const MOST_SKIPPED = 3;

/**
 * What a rollback of this bot would do if somebody asked for one now, worked out by reading alone: nothing is recorded and no dry run is asked for, because nobody
 * asked. Guards are not part of it; the cluster's own checks still are when it is carried out.
 *
 * @throws AppError `cluster-unreachable`, `cluster-refused`
 */
export async function defaultPlan(ctx: BotCtx, known: Known): Promise<SpoolEntry> {
  const { bot, live: recorded } = known;
  const view = viewOf(ctx, bot);
  const live = await lookLive(view);
  if (!live) return { because: `${bot.title} is not in the cluster any more.` };

  const now = await lookAround(ctx, { bot, view, live });
  const identity = identify({ template: live.template, config: now.seen, stamps: bot.environment.stamps });
  if (recorded?.hash !== identity.hash) return { because: `What ${bot.title} runs was not recorded yet.` };
  const from = known.records.find(({ release }) => release.id === recorded.id);

  const skipped = new Set<ReleaseRecord>();
  while (skipped.size <= MOST_SKIPPED) {
    const choice = chooseTarget(
      recorded.id,
      known.records.filter((record) => !skipped.has(record)),
    );
    if (choice.kind === "none") break;
    const { record: asked } = choice;
    const bringing = await bringingOf(ctx, known, asked, { live: live.template, now }).catch(unlessNotStored);
    if (bringing === null || (await goneReferences(view, bringing.template)).length > 0) {
      skipped.add(asked);
      continue;
    }
    const contents = await readCopies(ctx, bringing.copies);
    return {
      plan: {
        bot: spooledBot(bot),
        from: { id: recorded.id, version: from?.release.version ?? "" },
        to: { id: asked.release.id, version: asked.release.version },
        live: { ...live, fieldOwners: [] },
        bring: bringing.template,
        changeCause: changeCauseOf(bringing.choice, asked.release, null),
        copies: bringing.copies,
        contents: Object.fromEntries([...contents].map(([hash, bytes]) => [hash, bytes.toString("base64")])),
        madeAt: ctx.clock.now().toISOString(),
      },
    };
  }
  return { because: `No release of ${bot.title} is known to go back to.` };
}

type Now = { live: Parameters<typeof pinsOf>[1]["content"]["template"]; now: Awaited<ReturnType<typeof lookAround>> };

async function bringingOf(ctx: BotCtx, { bot }: Known, asked: ReleaseRecord, { now }: Now) {
  const content = await releaseContent(ctx, asked.release.id);
  const canBringConfig = content.config !== null && now.side.config !== null;
  const choice = choiceOf(undefined, asked, canBringConfig);
  const { pins } = await pinsOf(ctx, { botId: bot.id, releaseId: asked.release.id, kept: null, content, wanted: undefined });
  const composition = composeTarget(choice, now.side, canBringConfig ? content : { ...content, config: null });
  const seen = await now.seenBy(composition.template);
  return { choice, ...planCopies(composition, seen?.config ?? [], pins) };
}

function unlessNotStored(error: unknown): null {
  if (error instanceof AppError && error.code.startsWith("content-")) return null;
  throw error;
}

export function spooledBot({ id, title, namespace, kind, name, environment }: PlannedBot): SpooledBot {
  const { name: environmentName, title: environmentTitle, context, stamps } = environment;
  return {
    id,
    title,
    namespace,
    kind,
    name,
    environment: { name: environmentName, title: environmentTitle, context, stamps },
  };
}
