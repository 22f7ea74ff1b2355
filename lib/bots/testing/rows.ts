import { randomUUID } from "node:crypto";
import type { Prisma } from "@/lib/platform/db";
import { PRODUCTION, type Watched } from "./watched-bot";

/** A bot without a history, as a row. */
export async function addBot({ db, ctx }: Watched, name = "omniserve"): Promise<string> {
  const at = ctx.clock.now();
  const place = { environmentName: PRODUCTION.name, namespace: "support", kind: "Deployment", name };
  const row = { ...place, id: `bot_${name}`, title: name, uid: `uid-${name}`, firstSeenAt: at, verdictSince: at, sight: {}, sightAt: at };
  return (await db.bot.create({ data: row })).id;
}

type ReleaseRow = Prisma.ReleaseUncheckedCreateInput;

/** A release of a bot, seen now. */
export function releaseRow({ ctx }: Watched, more: Partial<ReleaseRow> & { botId: string }): ReleaseRow {
  const id = more.id ?? `rel_${randomUUID()}`;
  const rest = { images: [], fieldOwners: [], config: [], origin: "observed", firstSeenAt: ctx.clock.now() };
  return { id, hashVersion: 2, hash: id, version: id, template: "", ...rest, ...more };
}

/** When it was live; `until` null: it is. */
export function rolloutRow(row: { botId: string; releaseId: string; since: Date; until: Date | null }): Prisma.RolloutUncheckedCreateInput {
  return { id: `rol_${randomUUID()}`, broughtBy: {}, origin: "observed", ...row };
}

/** A proposal that expires now, and never was confirmed. */
export function planRow({ ctx }: Watched, more: Partial<Prisma.RollbackPlanUncheckedCreateInput> & { botId: string }) {
  const at = ctx.clock.now();
  const ends = { fromReleaseId: "rel_from", toReleaseId: "rel_to", liveUid: "uid", liveTemplate: "" };
  const rest = { guards: [], fingerprint: "", createdBy: {}, createdAt: at, expiresAt: at };
  return { id: `plan_${randomUUID()}`, ...ends, ...rest, ...more } satisfies Prisma.RollbackPlanUncheckedCreateInput;
}
