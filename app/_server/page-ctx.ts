import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { Actor } from "@/lib/access/types";
import type { BotCtx } from "@/lib/bots/ctx";
import { AppError } from "@/lib/platform/app-error";
import { newId } from "@/lib/platform/ids";
import { isGone, unlessGone } from "./break-glass";
import { findActor } from "./find-actor";
import { relativePath } from "./relative-path";
import { services } from "./services";

export type PageCtx = BotCtx & { actor: Extract<Actor, { kind: "user" }> };

/** The ctx of a page, for the person who is signed in; others go to the sign-in page and come back to `to`, the page's own path. */
export async function pageCtx(to: string): Promise<PageCtx> {
  const ctx = await signedInCtx();
  if (!ctx) redirect(`/sign-in?to=${encodeURIComponent(relativePath(to))}`);
  return ctx;
}

/** The same for pages that people may see before they sign in: null then. Asked once per request, however many components ask. */
export const signedInCtx = cache(async (): Promise<PageCtx | null> => {
  const { db, clusters, vault, clock, log } = services();
  const requestId = newId("req");
  const ctx = { db, clusters, vault, clock, log: log.child({ requestId }), requestId };
  const sent = new Headers(await headers());
  sent.delete("authorization"); // pages are for people
  try {
    const actor = await unlessGone(() => findActor(new Request("http://page.invalid", { headers: sent }), ctx));
    if (isGone(actor)) throw new AppError("database-unreachable", "The database does not answer, so this page cannot be read now.");
    return actor.kind === "user" ? { ...ctx, actor } : null;
  } catch (error) {
    if (error instanceof AppError && error.code === "not-signed-in") return null;
    throw error;
  }
});
