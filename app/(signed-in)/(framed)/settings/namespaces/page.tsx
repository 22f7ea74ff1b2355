import type { Metadata } from "next";
import { pageCtx } from "@/app/_server/page-ctx";
import { NamespacesForm } from "@/components/access/namespaces-form";
import { ButtonLink } from "@/components/ui/button-link";
import { ProblemScreen } from "@/components/ui/problem-screen";
import { ScreenTitle } from "@/components/ui/screen-title";
import { may } from "@/lib/access/require-permission";
import { listNamespaces } from "@/lib/bots/list-namespaces";
import { AppError } from "@/lib/platform/app-error";
import { ClusterError } from "@/lib/cluster/cluster-error";

export const metadata: Metadata = { title: "Namespaces" };

const toFleet = <ButtonLink href="/">Go to the fleet</ButtonLink>;

export default async function NamespacesPage() {
  const ctx = await pageCtx("/settings/namespaces");
  if (!may(ctx.actor, "choose-namespaces")) {
    return (
      <ProblemScreen title="An admin chooses the namespaces." action={toFleet}>
        Your role is {ctx.actor.role}. Ask an admin to open this page.
      </ProblemScreen>
    );
  }
  const found = await listNamespaces({ ctx }).catch((error: unknown) => {
    if (error instanceof AppError || error instanceof ClusterError) return null;
    throw error;
  });
  if (!found) {
    return (
      <ProblemScreen
        title="The cluster did not say which namespaces it has."
        action={<ButtonLink href="/settings/namespaces">Ask again</ButtonLink>}
      >
        Nothing was changed. Check that Lastgood reaches the cluster: <code className="version">npm run lastgood -- doctor</code> says what
        is missing.
      </ProblemScreen>
    );
  }
  if (found.declared) {
    return (
      <ProblemScreen title="The configuration says which namespaces hold bots." action={toFleet}>
        They come from <code className="version">lastgood.yaml</code> or <code className="version">LASTGOOD_NAMESPACES</code>. Change them
        there and restart.
      </ProblemScreen>
    );
  }
  return (
    <main id="main" className="page pt-6 pb-16 sm:pt-10">
      <ScreenTitle>Which namespaces hold bots?</ScreenTitle>
      <p className="mt-1 max-w-xl text-ink-2">
        Every Deployment, StatefulSet and DaemonSet in them becomes a bot. Nothing is changed in the cluster, and you can choose again at
        any time.
      </p>
      <NamespacesForm namespaces={found.namespaces} chosen={found.chosen} />
    </main>
  );
}
