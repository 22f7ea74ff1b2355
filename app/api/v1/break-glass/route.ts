import { otherMethods } from "@/app/_server/no-operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { AppError } from "@/lib/platform/app-error";
import type { BotAddress } from "@/lib/rollbacks/spool/break-glass";
import type { BreakGlassInput } from "@/lib/rollbacks/spool/schemas";

/** While the database is there the commands, which hide nothing, are for nobody. */
export const GET = route(
  operations.breakGlass,
  () => Promise.reject(new AppError("database-there", "The database answers: roll back with the button. Nothing was changed.")),
  ({ query }) => addressIn(query),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");

function addressIn({ botId, environment, namespace, kind, name }: BreakGlassInput): BotAddress | null {
  if (botId !== undefined) return { id: botId };
  if (environment === undefined || namespace === undefined || kind === undefined || name === undefined) return null;
  return { environment, namespace, kind, name };
}
