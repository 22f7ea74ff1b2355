import { Bone } from "@/components/ui/bone";
import { ScreenTitle } from "@/components/ui/screen-title";

export function FleetSkeleton() {
  return (
    <main id="main" aria-busy className="page pt-6 pb-16 sm:pt-10">
      <ScreenTitle>
        <span className="sr-only">Reading the fleet…</span>
        <Bone className="h-7 w-64" />
      </ScreenTitle>
      <Bone className="mt-3 h-3.5 w-40" />
      <ul aria-hidden className="mt-6 border-t border-line">
        {[0, 1, 2, 3, 4, 5].map((row) => (
          <li
            key={row}
            className="grid min-h-14 grid-cols-[1rem_1fr_auto] items-center gap-x-4 border-b border-line py-3 sm:grid-cols-[1.25rem_1.1fr_8.5rem_2fr_11rem]"
          >
            <Bone className="size-2.5 rounded-full" />
            <span>
              <Bone className="h-3.5 w-28" />
              <Bone className="mt-2 h-2.5 w-16" />
            </span>
            <Bone className="h-3.5 w-14" />
            <Bone className="h-3.5 w-48 max-sm:hidden" />
            <Bone className="h-3.5 w-24 max-sm:hidden" />
          </li>
        ))}
      </ul>
    </main>
  );
}
