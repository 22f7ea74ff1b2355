import { Bone } from "@/components/ui/bone";
import { Notice } from "@/components/ui/notice";
import { ScreenTitle } from "@/components/ui/screen-title";

/** The page before its figures are there, or where they cannot be read. */
export function InsightsSkeleton({ problem }: { problem: string | null }) {
  return (
    <main id="main" aria-busy={problem === null} className="page pt-6 pb-16 sm:pt-10">
      <ScreenTitle>{problem === null ? "Counting…" : "The figures could not be read."}</ScreenTitle>
      {problem === null ? (
        <>
          <Bone className="mt-3 h-3.5 w-40" />
          <div aria-hidden className="mt-14 grid gap-10">
            <Bone className="h-28 w-full" />
            <Bone className="h-40 w-full" />
            <Bone className="h-40 w-full" />
          </div>
        </>
      ) : (
        <Notice tone="bad" className="mt-6">
          {problem} Nothing was lost. Load the page again.
        </Notice>
      )}
    </main>
  );
}
