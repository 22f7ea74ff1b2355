"use client";

import { useQuery } from "@tanstack/react-query";
import { DocumentTitle } from "@/components/frame/document-title";
import { usePerson } from "@/components/frame/person-context";
import { queries } from "@/components/live/queries";
import { ButtonLink } from "@/components/ui/button-link";
import { Command } from "@/components/ui/command";
import { ScreenTitle } from "@/components/ui/screen-title";

/** The first minutes: no namespace chosen yet, or nothing in those that were. */
export function NoBots() {
  const { mayChooseNamespaces } = usePerson();
  const { data } = useQuery(queries.watchfulness());
  const namespaces = [...new Set(data?.environments.flatMap((environment) => environment.namespaces) ?? [])];
  const looked = namespaces.length > 0;

  return (
    <main id="main" className="page page-narrow pt-10 pb-16 sm:pt-16">
      <DocumentTitle>No bots yet · Lastgood</DocumentTitle>
      <ScreenTitle>No bots yet.</ScreenTitle>
      <p className="mt-2 max-w-xl text-lg text-ink-2">
        {looked
          ? `Lastgood looks in ${listed(namespaces)}. The first Deployment, StatefulSet or DaemonSet there appears on this page by itself.`
          : mayChooseNamespaces
            ? "Lastgood does not know yet which namespaces hold bots, so it looks at none."
            : "Nobody has said yet which namespaces hold bots. An admin can choose them."}
      </p>
      <div className="mt-6 flex max-w-xl flex-col items-start gap-3">
        {looked && (
          <div className="w-full">
            <p className="mb-2 text-sm text-ink-2">What is there now:</p>
            <Command>{`kubectl get deployments,statefulsets,daemonsets -n ${namespaces[0] ?? "default"}`}</Command>
          </div>
        )}
        {mayChooseNamespaces && (
          <ButtonLink href="/settings/namespaces">{looked ? "Choose other namespaces" : "Choose namespaces"}</ButtonLink>
        )}
      </div>
    </main>
  );
}

function listed(names: string[]): string {
  if (names.includes("*")) return "every namespace but the system ones";
  return names.length === 1 ? `the namespace ${names[0]}` : `the namespaces ${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
