import { Card } from "@/components/ui/card";
import type { BotJson } from "@/lib/bots/schemas";
import { noTargetWords } from "./target-words";

const BECAUSE = {
  "known-good": "It is known good: it ran here, healthy, for the whole soak time.",
  "was-available": "It was fully up here once, but never long enough to be proved.",
  imported: "The cluster remembers it; nobody watched it run. Read the difference with care.",
} as const;

/** Whether there is something to go back to, and how good it is. What needs the cluster's answer is checked when the dialog opens. */
export function ReadinessCard({ bot: { target, live, archivedAt } }: { bot: BotJson }) {
  return (
    <Card title="Could we go back now?">
      {target.kind === "none" ? (
        <>
          <p className="font-title">No.</p>
          <p className="mt-1 text-sm text-ink-2">{noTargetWords(archivedAt ? "archived" : target.because)}</p>
        </>
      ) : (
        <>
          <p className="font-title">
            Yes, to <span className="version">{target.release.version}</span>.
          </p>
          <ul className="mt-2 grid gap-1.5 text-sm">
            <Point good={target.because === "known-good"}>{BECAUSE[target.because]}</Point>
            {live && sameImages(live.release.images, target.release.images) && <Point good>Same image as now: only settings change.</Point>}
          </ul>
          <p className="mt-2.5 text-xs text-ink-2">Whether the cluster accepts it is asked when you open the rollback.</p>
        </>
      )}
    </Card>
  );
}

function Point({ good, children }: { good: boolean; children: string }) {
  return (
    <li className="flex gap-2">
      <span aria-hidden className={`w-3 flex-none text-center ${good ? "text-ok" : "font-mono text-warn"}`}>
        {good ? "✓" : "!"}
      </span>
      {children}
    </li>
  );
}

function sameImages(one: { image: string }[], other: { image: string }[]): boolean {
  return one.length === other.length && one.every(({ image }, index) => image === other[index]?.image);
}
