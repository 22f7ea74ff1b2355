import { coverageWords } from "@/components/bots/coverage-words";
import type { PlanJson } from "@/lib/rollbacks/schemas";

const MOST_COPIES = 3;

/** What comes back, what stays, and which ConfigMaps are copied for it. */
export function PlanCoverage({ plan: { coverage, choice, pinned, copies } }: { plan: PlanJson }) {
  const half = choice === "code-and-config" ? undefined : choice;
  const { comesBack, stays } = coverageWords(coverage, { half, pinned: pinned.length > 0 });
  return (
    <dl className="grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[5.5rem_minmax(0,1fr)]">
      <dt className="text-ink-2">Comes back</dt>
      <dd className="max-sm:mb-1.5">{listed(comesBack)}</dd>
      {copies.length > 0 && (
        <>
          <dt className="text-ink-2">As a copy</dt>
          <dd className="max-sm:mb-1.5">
            {copies.slice(0, MOST_COPIES).map(({ of, name }) => (
              <span key={name} className="block break-words">
                {of}, as <span className="version">{name}</span>
              </span>
            ))}
            {copies.length > MOST_COPIES && `and ${copies.length - MOST_COPIES} more`}
          </dd>
        </>
      )}
      <dt className="text-ink-2">Stays</dt>
      <dd>{listed(stays)}</dd>
    </dl>
  );
}

function listed(parts: readonly string[]): string {
  const text = parts.length > 0 ? parts.join(" · ") : "nothing";
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
