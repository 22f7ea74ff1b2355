import type { Metadata } from "next";
import { pageCtx } from "@/app/_server/page-ctx";
import { whereDeclared } from "@/app/_server/where-declared";
import { EnvironmentCard } from "@/components/settings/environment-card";
import { WhereWords } from "@/components/settings/where-words";
import { PublicLinks } from "@/components/status/public-links";
import { ButtonLink } from "@/components/ui/button-link";
import { ScreenTitle } from "@/components/ui/screen-title";
import { may } from "@/lib/access/require-permission";
import { listEnvironments } from "@/lib/bots/list-environments";

export const metadata: Metadata = { title: "Environments" };

export default async function EnvironmentsPage() {
  const ctx = await pageCtx("/settings/environments");
  const environments = await listEnvironments({ ctx });
  const ill = environments.filter(({ problem }) => problem !== null).length;
  return (
    <main id="main" className="page pt-6 pb-16 sm:pt-10">
      <ScreenTitle>{titleOf(environments.length, ill)}</ScreenTitle>
      <p className="mt-1 max-w-2xl text-ink-2">
        <WhereWords where={whereDeclared()} />
      </p>
      {environments.length === 0 && may(ctx.actor, "choose-namespaces") && (
        <ButtonLink href="/settings/namespaces" look="ink" className="mt-5">
          Choose the namespaces
        </ButtonLink>
      )}
      {environments.map((environment) => (
        <EnvironmentCard key={environment.name} environment={environment}>
          {may(ctx.actor, "manage-public-links") && (
            <div className="mt-6">
              <PublicLinks environment={{ name: environment.name, title: environment.title }} />
            </div>
          )}
        </EnvironmentCard>
      ))}
    </main>
  );
}

function titleOf(all: number, ill: number): string {
  if (all === 0) return "No environment holds bots yet.";
  if (ill > 0) return `${ill} of ${all} ${all === 1 ? "environment" : "environments"} cannot be watched just now.`;
  return all === 1 ? "Bots run in one environment." : `Bots run in ${all} environments.`;
}
