import type { ReactNode } from "react";
import { Moment } from "@/components/time/moment";
import { Notice } from "@/components/ui/notice";
import { namespaceWords } from "./policy-words";

type Props = {
  environment: {
    name: string;
    title: string;
    context: string | null;
    namespaces: string[];
    selector: string | null;
    stamps: string[];
    watchSecrets: boolean;
    teamLabel: string | null;
    bots: number;
    heardAt: Date | null;
    problem: string | null;
  };
  children?: ReactNode;
};

/** One environment as it was declared, and whether its cluster is heard. */
export function EnvironmentCard({ environment, children }: Props) {
  const { name, title, context, namespaces, selector, stamps, watchSecrets, teamLabel, bots, heardAt, problem } = environment;
  const id = `environment-${name}`;
  return (
    <section aria-labelledby={id} className="mt-8 border-t border-line pt-5">
      <h2 id={id} className="text-xl font-title tracking-[-0.02em]">
        {title}
      </h2>
      {problem !== null && (
        <Notice tone="warn" className="mt-3">
          {problem}
        </Notice>
      )}
      <dl className="mt-3 grid gap-x-6 gap-y-2 sm:grid-cols-[11rem_minmax(0,1fr)]">
        <Fact term="Name">
          <code className="version">{name}</code>
        </Fact>
        <Fact term="Bots">{bots}</Fact>
        <Fact term="Cluster">
          {context === null ? "the one that Lastgood runs in, or the kubeconfig’s current one" : <code className="version">{context}</code>}
          {heardAt !== null && (
            <span className="block text-sm text-ink-2">
              heard <Moment at={heardAt.toISOString()} />
            </span>
          )}
        </Fact>
        <Fact term="Namespaces">{namespaceWords(namespaces)}</Fact>
        {selector !== null && (
          <Fact term="Only objects with">
            <code className="version">{selector}</code>
          </Fact>
        )}
        <Fact term="Secrets">
          {watchSecrets ? "watched: that one changed is known, its values are not kept" : "not read; they stay as they are in a rollback"}
        </Fact>
        {teamLabel !== null && (
          <Fact term="Teams by the label">
            <code className="version">{teamLabel}</code>
          </Fact>
        )}
        {stamps.length > 0 && <Fact term="Annotations that only mean a restart">{stamps.join(", ")}</Fact>}
      </dl>
      {children}
    </section>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-sm text-ink-2 max-sm:-mb-1.5">{term}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}
