import { isDeepStrictEqual } from "node:util";
import { releaseContent } from "@/lib/bots/release-content";
import type { ConfigMapState } from "@/lib/bots/config/types";
import type { BotCtx } from "@/lib/bots/ctx";
import { NOTHING, visible } from "./meaning";
import type { Lived } from "./past";
import { renamesIn } from "./renames";
import type { Walk, WalkedBot } from "./walk";

/** What the database holds of every release is what ran under it, whole, and no two hold the same. @throws otherwise */
export async function storedIsWhatRan(walk: Walk): Promise<void> {
  const ctx = walk.fleet.ctx();
  for (const bot of walk.bots) {
    for (const id of bot.past.ids) {
      const lived = bot.past.of(id);
      if (lived) await isStored(ctx, id, lived, walk.fleet.optedOut);
    }
    await noTwins(ctx, bot);
  }
}

async function isStored(ctx: BotCtx, id: string, { template, maps, world }: Lived, optedOut: string): Promise<void> {
  const stored = await releaseContent(ctx, id);
  const renames = renamesIn(template, stored.template);
  if (renames.pins.size > 0 || [...renames.maps].some(([name, other]) => name !== other))
    throw new Error(`${id} is stored under a copy's names`);
  const states = new Map((stored.config ?? []).map((state) => [state.name, state]));
  for (const map of maps.filter((name) => name !== optedOut)) {
    const seen = visible(template, map, world.get(map) ?? NOTHING);
    const kept = await valuesOf(ctx, states.get(map));
    if (!isDeepStrictEqual(seen, kept))
      throw new Error(`${id} saw ${JSON.stringify(seen)} of ${map}, and ${JSON.stringify(kept)} is stored`);
  }
}

async function valuesOf(ctx: BotCtx, state: ConfigMapState | undefined): Promise<string[][]> {
  if (state?.state !== "recorded") return [];
  const contents = await ctx.vault.read(
    ctx,
    state.files.map(({ hash }) => hash),
  );
  return state.files
    .map(({ key, kind, hash }) => [key, kind, contents.get(hash)?.toString(kind === "text" ? "utf8" : "base64") ?? "lost"])
    .sort();
}

async function noTwins({ db }: BotCtx, { id: botId }: WalkedBot): Promise<void> {
  const releases = await db.release.findMany({ where: { botId, hashVersion: 2 }, select: { id: true, codeHash: true, config: true } });
  const known = new Map<string, string>();
  for (const { id, codeHash, config } of releases) {
    const states = config as ConfigMapState[];
    const seen = states.map((map) => [
      map.name,
      map.state === "recorded" ? map.files.map(({ key, kind, hash }) => [key, kind, hash]) : map.state === "missing" ? [] : map.state,
    ]);
    const identity = JSON.stringify([codeHash, seen]);
    const twin = known.get(identity);
    if (twin) throw new Error(`releases ${twin} and ${id} are the same`);
    known.set(identity, id);
  }
}
