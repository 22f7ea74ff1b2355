import type { Metadata } from "next";
import { pageCtx } from "@/app/_server/page-ctx";
import { whereDeclared } from "@/app/_server/where-declared";
import { PolicyOf } from "@/components/settings/policy-of";
import { WhereWords } from "@/components/settings/where-words";
import { ScreenTitle } from "@/components/ui/screen-title";
import { listEnvironments } from "@/lib/bots/list-environments";

export const metadata: Metadata = { title: "Policy" };

export default async function PolicyPage() {
  const ctx = await pageCtx("/settings/policy");
  const environments = await listEnvironments({ ctx });
  const where = whereDeclared();
  return (
    <main id="main" className="page pt-6 pb-16 sm:pt-10">
      <ScreenTitle>{environments.length === 0 ? "There is no environment to have rules yet." : "What a rollback goes by."}</ScreenTitle>
      <p className="mt-1 max-w-2xl text-ink-2">
        <WhereWords where={where} />
      </p>
      {environments.map(({ title, ...environment }) => (
        <PolicyOf
          key={environment.name}
          title={title}
          policy={{ ...environment, offlineRollback: where.kind === "file" ? where.offline.includes(environment.name) : null }}
        />
      ))}
    </main>
  );
}
