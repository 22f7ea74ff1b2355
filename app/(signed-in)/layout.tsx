import type { ReactNode } from "react";
import { signedInCtx } from "@/app/_server/page-ctx";
import { PersonProvider } from "@/components/frame/person-context";
import { TroubleSign } from "@/components/frame/trouble-sign";
import { LiveUpdates } from "@/components/live/live-updates";
import { QueryProvider } from "@/components/live/query-provider";
import { RenderedAtProvider } from "@/components/time/rendered-at";
import { may } from "@/lib/access/require-permission";

/** Nothing here is the same for two people, or known when the app is built. */
export const dynamic = "force-dynamic";

/** Who is here, the query cache and live updates. Whoever is not signed in is sent away by the page, which knows its address. */
export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const ctx = await signedInCtx();
  if (!ctx) return children;

  const { actor, clock } = ctx;
  const person = {
    name: actor.name,
    role: actor.role,
    mayRollBack: may(actor, "rollback"),
    mayMarkBad: may(actor, "mark-bad"),
    mayWriteSupportNote: may(actor, "write-support-note"),
    mayReveal: may(actor, "reveal"),
    mayReadAudit: may(actor, "read-audit"),
    mayReadInsights: may(actor, "read-insights"),
    mayChooseNamespaces: may(actor, "choose-namespaces"),
  };
  return (
    <RenderedAtProvider at={clock.now().getTime()}>
      <QueryProvider>
        <PersonProvider person={person}>
          <LiveUpdates>
            <TroubleSign />
            {children}
          </LiveUpdates>
        </PersonProvider>
      </QueryProvider>
    </RenderedAtProvider>
  );
}
