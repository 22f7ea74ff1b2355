import NextAuth from "next-auth";
import type { NextRequest } from "next/server";
import { authOptions } from "@/app/_server/auth-options";
import { clientAddress } from "@/app/_server/client-address";
import { publicOrigin } from "@/app/_server/public-origin";
import { mustComeFromOwnPage } from "@/app/_server/refuse-cross-site";
import { services } from "@/app/_server/services";
import { toProblem } from "@/app/_server/to-problem";
import { AppError } from "@/lib/platform/app-error";
import { newId } from "@/lib/platform/ids";

/** What the sign-in page and the sign-out button need; next-auth's own pages, log intake and session update stay shut. */
const OPEN = ["GET csrf", "GET session", "GET providers", "GET signin", "POST callback", "POST signout"];

type Context = { params: Promise<{ nextauth: string[] }> };

async function handle(request: NextRequest, context: Context): Promise<Response> {
  const { db, clock, log: parent, sessionSecret, publicOrigin: configured } = services();
  const requestId = newId("req");
  const log = parent.child({ requestId });
  try {
    const [action] = (await context.params).nextauth;
    if (!OPEN.includes(`${request.method} ${action}`))
      throw new AppError("not-found", "There is nothing here. The sign-in page is at /sign-in.");
    // next-auth checks its own token as well; this keeps a stranger's page from signing a person in as somebody else.
    if (request.method !== "GET") mustComeFromOwnPage(request, configured);
    const origin = publicOrigin(request, configured);
    const options = authOptions({ ctx: { db, clock, log, requestId }, sessionSecret, origin, ip: clientAddress(request) });
    return (await NextAuth(request, context, options)) as Response;
  } catch (error) {
    return toProblem(error, { requestId, log, write: request.method !== "GET" });
  }
}

export { handle as GET, handle as POST };
