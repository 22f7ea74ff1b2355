import { Bone } from "@/components/ui/bone";
import { ScreenTitle } from "@/components/ui/screen-title";

export function StatusSkeleton() {
  return (
    <main id="main" aria-busy className="page page-middle pt-6 pb-16 sm:pt-9">
      <ScreenTitle>
        <span className="sr-only">Reading how the bots are…</span>
        <Bone className="h-7 w-80" />
      </ScreenTitle>
      <Bone className="mt-3 h-3.5 w-40" />
      <ul aria-hidden className="mt-8 grid gap-3.5">
        {[0, 1, 2, 3].map((card) => (
          <li key={card} className="rounded-xl border border-line bg-raised px-4.5 pt-4 pb-4 sm:px-6 sm:pt-5.5">
            <Bone className="h-5 w-4/5" />
            <Bone className="mt-5 h-3 w-40" />
          </li>
        ))}
      </ul>
    </main>
  );
}
