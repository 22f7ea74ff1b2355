import { findSessionActor } from "@/lib/access/find-session-actor";
import { findToken } from "@/lib/access/find-token";
import type { Actor } from "@/lib/access/types";
import { AppError } from "@/lib/platform/app-error";
import type { PlatformCtx } from "@/lib/platform/ctx";
import { bearerSecret, NO_SESSION, NO_TOKEN, sessionClaims } from "./credentials";

/**
 * Who sent a request: the token in `Authorization`, else the session in the cookie. A token that does not work is an error even beside a good
 * cookie: whoever sends one means it.
 *
 * @throws AppError `not-signed-in`
 */
export async function findActor(request: Request, ctx: PlatformCtx): Promise<Actor> {
  const secret = bearerSecret(request);
  if (secret !== null) {
    const actor = await findToken({ ctx, input: { secret } });
    if (!actor) throw new AppError("not-signed-in", NO_TOKEN);
    return actor;
  }
  const claims = await sessionClaims(request);
  const actor = claims && (await findSessionActor({ ctx, input: claims }));
  if (!actor) throw new AppError("not-signed-in", NO_SESSION);
  return actor;
}
