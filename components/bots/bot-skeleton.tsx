import { Bone } from "@/components/ui/bone";
import { ScreenTitle } from "@/components/ui/screen-title";

export function BotSkeleton() {
  return (
    <main id="main" aria-busy className="page pt-5 pb-24 sm:pt-7">
      <Bone className="h-3 w-40" />
      <ScreenTitle className="mt-3">
        <span className="sr-only">Reading this bot…</span>
        <Bone className="h-7 w-72" />
      </ScreenTitle>
      <Bone className="mt-3 h-4 w-96" />
      <div aria-hidden className="mt-10 grid grid-cols-1 gap-12 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <HistorySkeleton />
        <div className="grid grid-cols-1 content-start gap-4 max-lg:row-start-1">
          {[0, 1, 2].map((card) => (
            <div key={card} className="rounded-lg border border-line bg-raised px-4.5 py-4">
              <Bone className="h-3 w-24" />
              <Bone className="mt-4 h-4 w-40" />
              <Bone className="mt-3 h-3 w-48" />
            </div>
          ))}
        </div>
      </div>
    </main>
  );
}

export function HistorySkeleton() {
  return (
    <ul aria-hidden className="pl-11">
      {[0, 1, 2, 3].map((row) => (
        <li key={row} className="border-b border-line py-4">
          <Bone className="h-4 w-32" />
          <Bone className="mt-2.5 h-3 w-56" />
          <Bone className="mt-3 h-3 w-40" />
        </li>
      ))}
    </ul>
  );
}
