import Link from "next/link";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import type { comparisonOf } from "./compared-rollouts";

/** What is chosen so far and the way to the difference; it stays in view while one scrolls through the history. */
export function CompareBar({ comparison, onStop }: { comparison: ReturnType<typeof comparisonOf>; onStop: () => void }) {
  const isWhole = "path" in comparison;
  return (
    <div className="sticky bottom-3 z-2 mt-3 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-line-2 bg-raised px-4 py-2.5 shadow-layer max-sm:bottom-28">
      <p role="status" className="min-w-0 flex-1 basis-40 text-sm break-words">
        {!isWhole && (comparison.first ? <>{<Version of={comparison.first} />}, and which other?</> : "Choose two rows to compare.")}
        {isWhole && comparison.path && (
          <>
            <Version of={comparison.from} /> <span aria-hidden>→</span>
            <span className="sr-only">to</span> <Version of={comparison.to} />
          </>
        )}
        {isWhole && !comparison.path && (
          <>
            Both are <Version of={comparison.to} />: nothing differs.
          </>
        )}
      </p>
      <span className="flex gap-2">
        <Button look="quiet" onClick={onStop}>
          Cancel
        </Button>
        {isWhole && comparison.path && (
          <Link href={comparison.path} className={buttonClass({ look: "plain", size: "regular" })}>
            Show the difference
          </Link>
        )}
      </span>
    </div>
  );
}

function Version({ of: { version } }: { of: { version: string } }) {
  return <span className="version font-title">{version}</span>;
}
