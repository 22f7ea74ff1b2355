import { findSessionActor } from "@/lib/access/find-session-actor";
import { findToken } from "@/lib/access/find-token";
import { readSession } from "@/lib/access/session";
import type { Actor } from "@/lib/access/types";
import { AppError } from "@/lib/platform/app-error";
import type { PlatformCtx } from "@/lib/platform/ctx";
import { publicOrigin } from "./public-origin";
import { services } from "./services";

/**
 * Who sent a request: the token in `Authorization`, else the session in the cookie. A token that does not work is an error even beside a good
 * cookie: whoever sends one means it.
 *
 * @throws AppError `not-signed-in`
 */
export async function findActor(request: Request, ctx: PlatformCtx): Promise<Actor> {
  const authorization = request.headers.get("authorization");
  return authorization === null ? sessionActor(request, ctx) : tokenActor(authorization, ctx);
}

async function tokenActor(authorization: string, ctx: PlatformCtx): Promise<Actor> {
  const secret = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  if (!secret) throw new AppError("not-signed-in", "Send the token as: Authorization: Bearer <token>. Nothing was changed.");
  const actor = await findToken({ ctx, input: { secret } });
  if (!actor)
    throw new AppError("not-signed-in", "This token is unknown, revoked or expired. Nothing was changed. An admin can make another one.");
  return actor;
}

async function sessionActor(request: Request, ctx: PlatformCtx): Promise<Actor> {
  const { sessionSecret, publicOrigin: configured } = services();
  const secure = publicOrigin(request, configured).startsWith("https:");
  const claims = await readSession(request.headers.get("cookie"), { secret: sessionSecret, secure, now: ctx.clock.now() });
  const actor = claims && (await findSessionActor({ ctx, input: claims }));
  if (!actor)
    throw new AppError("not-signed-in", "You are not signed in, or your session has ended. Nothing was changed. Sign in and try again.");
  return actor;
}
