import { readSession, type SessionClaims } from "@/lib/access/session";
import { AppError } from "@/lib/platform/app-error";
import { publicOrigin } from "./public-origin";
import { services } from "./services";

export const NO_TOKEN = "This token is unknown, revoked or expired. Nothing was changed. An admin can make another one.";
export const NO_SESSION = "You are not signed in, or your session has ended. Nothing was changed. Sign in and try again.";

/** The token in `Authorization`; null where that is not sent. @throws AppError `not-signed-in` where something else is */
export function bearerSecret(request: Request): string | null {
  const authorization = request.headers.get("authorization");
  if (authorization === null) return null;
  const secret = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  if (!secret) throw new AppError("not-signed-in", "Send the token as: Authorization: Bearer <token>. Nothing was changed.");
  return secret;
}

/** What the session cookie says, if it is ours and not over; whether it still stands is for others to know. */
export function sessionClaims(request: Request): Promise<SessionClaims | null> {
  const { sessionSecret, publicOrigin: configured, clock } = services();
  const secure = publicOrigin(request, configured).startsWith("https:");
  return readSession(request.headers.get("cookie"), { secret: sessionSecret, secure, now: clock.now() });
}
