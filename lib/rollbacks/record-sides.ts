import { configOf } from "@/lib/bots/config/config-of";
import { configReferences } from "@/lib/bots/config/config-references";
import { originalOf } from "@/lib/bots/config/restored";
import type { BotCtx } from "@/lib/bots/ctx";
import { findRelease } from "@/lib/bots/find-release";
import { identify, recordRelease, type SeenConfig } from "@/lib/bots/record-release";
import { rewrittenMaps } from "@/lib/bots/rewritten-maps";
import type { Workload } from "@/lib/cluster/types";
import { inTransaction } from "@/lib/platform/in-transaction";
import type { JsonObject } from "@/lib/platform/json";
import type { Side } from "./compose-target";
import { orSay, type LiveView } from "./live-view";
import { lookConfig } from "./look-config";

export type Now = {
  releaseId: string;
  side: Side;
  /** What pods of another template would see of the live ConfigMaps, which go by their originals' names there; null where Lastgood may not read them. */
  seenBy(template: JsonObject): Promise<SeenConfig | null>;
};

type PlannedBot = { id: string; namespace: string; environment: { name: string; stamps: string[] } };

type Around = Omit<Now, "releaseId"> & { seen: SeenConfig | null };

/** What of its ConfigMaps the pods of a bot see now. */
export async function lookAround(ctx: BotCtx, input: { bot: PlannedBot; view: LiveView; live: Workload }): Promise<Around> {
  const { bot, view, live } = input;
  const { template } = live;
  const original = originalOf(template);
  const rewritten = await rewrittenMaps(ctx, { environment: bot.environment.name, namespace: bot.namespace });
  const maps = await orSay(lookConfig(view, [...namesIn(template), ...namesIn(original)]));
  const seen = maps && configOf(template, maps, rewritten);
  const seenBy = async (other: JsonObject) => {
    if (maps === null) return null;
    const others = namesIn(other).filter((name) => !maps.has(name));
    const more = await orSay(lookConfig(view, others));
    return configOf(other, new Map([...maps, ...(more ?? [])]), rewritten);
  };
  return { seen, side: { template: original, config: seen?.config ?? null }, seenBy };
}

/** What runs now may be newer than what the worker has seen: it is recorded here, so that a plan always goes from a release to a release. */
export async function recordLive(ctx: BotCtx, input: { bot: PlannedBot; view: LiveView; live: Workload; at: Date }): Promise<Now> {
  const { bot, live, at } = input;
  const { seen, ...around } = await lookAround(ctx, input);

  const release = await inTransaction(ctx, async (tx) => {
    await lockBot(tx, bot.id);
    const open = await tx.db.rollout.findFirst({
      where: { botId: bot.id, until: null },
      select: { release: { select: { changeCause: true } } },
    });
    return recordRelease(tx, {
      botId: bot.id,
      template: live.template,
      config: seen,
      annotations: live.annotations ?? {},
      labels: live.labels,
      fieldOwners: live.fieldOwners,
      stamps: bot.environment.stamps,
      formerCause: open?.release.changeCause ?? null,
      origin: "observed",
      at,
    });
  });
  return { releaseId: release.id, ...around };
}

type Composed = { botId: string; stamps: readonly string[]; template: JsonObject; config: SeenConfig | null; at: Date };

/** Id of the release that code and config make together; null where it never ran and is not recorded. */
export type Compose = (ctx: BotCtx, composed: Composed) => Promise<string | null>;

/** The release that code and config make together, without recording it. */
export async function findComposition(ctx: BotCtx, { botId, ...composed }: Composed): Promise<string | null> {
  return (await findRelease(ctx, botId, identify(composed)))?.id ?? null;
}

/** The release that code and config make together: the target itself where they are its own, else one that was never seen to run. */
export async function recordComposition(ctx: BotCtx, input: Composed): Promise<string> {
  const nobody = { annotations: {}, labels: {}, fieldOwners: [], formerCause: null };
  const { id } = await inTransaction(ctx, async (tx) => {
    await lockBot(tx, input.botId);
    return recordRelease(tx, { ...input, ...nobody, origin: "composed" });
  });
  return id;
}

/** The worker, and other plans, may be recording the same release at this moment. */
async function lockBot(tx: BotCtx, botId: string): Promise<void> {
  await tx.db.$executeRaw`select from "Bot" where id = ${botId} for update`;
}

function namesIn(template: JsonObject): string[] {
  return configReferences(template).map(({ name }) => name);
}
