import { Prisma } from "@/lib/platform/db";
import type { InsightsInput } from "./schemas";

/** Condition on the row `b` of a bot: what the figures are narrowed to. */
export function ofBots({ environment, team, botId }: InsightsInput): Prisma.Sql {
  return Prisma.join(
    [
      Prisma.sql`true`,
      ...(environment === undefined ? [] : [Prisma.sql`b."environmentName" = ${environment}`]),
      ...(team === undefined ? [] : [team === "" ? Prisma.sql`b.team is null` : Prisma.sql`b.team = ${team}`]),
      ...(botId === undefined ? [] : [Prisma.sql`b.id = ${botId}`]),
    ],
    " and ",
  );
}
