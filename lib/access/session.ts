import { decode } from "next-auth/jwt";
import { z } from "zod";

/** What a session cookie says; nothing of it is believed before the database agrees (`find-session-actor.ts`). */
const SessionClaims = z.object({ userId: z.string(), sessionVersion: z.int(), signedInAt: z.int() });
export type SessionClaims = z.infer<typeof SessionClaims>;

/** Twelve hours after signing in one signs in again, however busy one was: a shift and its handover. */
export const SESSION_SECONDS = 12 * 60 * 60;

/** `__Host-` keeps a sibling host from planting a cookie; browsers allow it only over https. */
export function sessionCookieName(secure: boolean): string {
  return secure ? "__Host-lastgood-session" : "lastgood-session";
}

/** Reads the session from a `Cookie` header; null when there is none, it is not ours, or it is over. */
export async function readSession(
  cookies: string | null,
  { secret, secure, now }: { secret: string; secure: boolean; now: Date },
): Promise<SessionClaims | null> {
  const value = cookieValue(cookies ?? "", sessionCookieName(secure));
  if (!value) return null;
  const payload = await decode({ token: value, secret }).catch(() => null);
  const claims = SessionClaims.safeParse(payload);
  if (!claims.success || claims.data.signedInAt + SESSION_SECONDS <= now.getTime() / 1000) return null;
  return claims.data;
}

function cookieValue(header: string, name: string): string | null {
  const pair = header.split(";").find((part) => part.trimStart().startsWith(`${name}=`));
  return pair ? pair.slice(pair.indexOf("=") + 1).trim() : null;
}
