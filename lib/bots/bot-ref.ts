import type { Prisma } from "@/lib/platform/db";
import { botPath } from "./bot-path";
import type { BotRef } from "./schemas";

/** What has to be read of a bot to name it. */
export const BOT_NAMED = { environment: { select: { name: true, title: true } } } satisfies Prisma.BotInclude;

type Bot = Pick<
  Prisma.BotGetPayload<{ include: typeof BOT_NAMED }>,
  "id" | "environmentName" | "namespace" | "kind" | "name" | "title" | "team" | "environment"
>;

export function botRef(bot: Bot): BotRef {
  const { id, namespace, name, title, team } = bot;
  const environment = { name: bot.environment.name, title: bot.environment.title };
  return { id, environment, namespace, kind: bot.kind as BotRef["kind"], name, title, team, path: botPath(bot) };
}
