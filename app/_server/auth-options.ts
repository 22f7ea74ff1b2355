import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { SESSION_SECONDS, sessionCookieName } from "@/lib/access/session";
import { signIn, type SignedIn } from "@/lib/access/sign-in";
import { AppError } from "@/lib/platform/app-error";
import type { PlatformCtx } from "@/lib/platform/ctx";
import { isDatabaseDown } from "@/lib/platform/is-database-down";
import { relativePath } from "./relative-path";

type Options = { ctx: PlatformCtx; sessionSecret: string; origin: string; ip: string };

/** next-auth for one request: made anew each time, so that cookies and addresses follow the host that the request used. */
export function authOptions({ ctx, sessionSecret, origin, ip }: Options): NextAuthOptions {
  const secure = origin.startsWith("https:");
  return {
    secret: sessionSecret,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    useSecureCookies: secure,
    cookies: {
      sessionToken: cookie(sessionCookieName(secure), secure),
      csrfToken: cookie(`${secure ? "__Host-" : ""}lastgood-csrf`, secure),
      callbackUrl: cookie(`${secure ? "__Host-" : ""}lastgood-to`, secure),
    },
    providers: [
      CredentialsProvider({
        credentials: { email: {}, password: {} },
        authorize: async (typed) => {
          const { email = "", password = "" } = typed ?? {};
          try {
            const signedIn = await signIn({ ctx, input: { email, password, ip } });
            return { id: signedIn.userId, signedIn };
          } catch (error) {
            return sayWhy(error, ctx);
          }
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => {
        if (!user) return token;
        const { userId, sessionVersion } = (user as unknown as { signedIn: SignedIn }).signedIn;
        return { userId, sessionVersion, signedInAt: Math.floor(ctx.clock.now().getTime() / 1000) };
      },
      // Pages learn who is signed in from the server, which asks the database; the browser needs nothing of it.
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url }) => `${origin}${relativePath(url.startsWith(`${origin}/`) ? url.slice(origin.length) : url)}`,
    },
    logger: {
      error: (code) => ctx.log.warn({ code }, "next-auth"),
      warn: () => {},
      debug: () => {},
    },
  };
}

/** The sign-in page gets `CredentialsSignin` for null, and otherwise the error's message: a sentence to show. */
function sayWhy(error: unknown, { log }: PlatformCtx): null {
  if (error instanceof AppError && error.code === "not-signed-in") return null;
  if (error instanceof AppError) throw new Error(error.publicMessage);
  log.error({ err: error }, "sign-in failed");
  throw new Error(
    isDatabaseDown(error)
      ? "The database does not answer, so nobody can sign in now. Try again in a moment."
      : "Lastgood failed in a way that nobody foresaw. You are not signed in. Its log says more.",
  );
}

/** Lax, not Strict: a link to a bot that a colleague pasted into a chat has to open signed in. Writes are guarded by more than the cookie. */
function cookie(name: string, secure: boolean) {
  return { name, options: { httpOnly: true, sameSite: "lax", path: "/", secure } };
}
