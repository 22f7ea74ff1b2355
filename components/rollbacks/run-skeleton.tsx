import { Bone } from "@/components/ui/bone";
import { ScreenTitle } from "@/components/ui/screen-title";

export function RunSkeleton() {
  return (
    <main id="main" aria-busy className="page page-narrow pt-5 pb-20 sm:pt-7">
      <Bone className="h-3 w-48" />
      <Bone className="mt-5 h-20 w-52 sm:h-24" />
      <ScreenTitle className="mt-6">
        <span className="sr-only">Reading this rollback…</span>
        <Bone className="h-7 w-80" />
      </ScreenTitle>
      <Bone className="mt-3 h-3.5 w-64" />
      <div aria-hidden className="mt-8 grid gap-1.5 sm:grid-cols-5">
        {[0, 1, 2, 3, 4].map((step) => (
          <div key={step} className="border-line max-sm:border-l-3 max-sm:py-2 max-sm:pl-3.5 sm:border-t-3 sm:pt-3">
            <Bone className="h-3 w-20" />
          </div>
        ))}
      </div>
    </main>
  );
}
