import type { PlatformCtx } from "../ctx";
import { StartError } from "../start-error";
import { troubleWithSecretKey } from "./trouble-with-secret-key";

/** For a start: loud at once, in place of an error whenever something is read. @throws StartError */
export async function refuseWrongSecretKey(ctx: PlatformCtx, secretKey: string): Promise<void> {
  const trouble = await troubleWithSecretKey(ctx, secretKey);
  if (trouble?.code === "secret-key-wrong") throw new StartError(trouble.publicMessage, { cause: trouble });
  if (trouble) ctx.log.error({ err: trouble }, trouble.publicMessage);
}
