import type { ReactNode } from "react";
import { Bone } from "@/components/ui/bone";

/** The dialog while the cluster is being asked; with a `title` where the bot itself is not known yet, with `plates` where it is known where from and where to. */
export function PlanSkeleton({ title, plates = null }: { title?: string; plates?: ReactNode }) {
  const inside = (
    <>
      {plates ?? <BlankPlates />}
      <div aria-hidden>
        <Bone className="h-3 w-28" />
        <div className="mt-3 overflow-hidden rounded-lg border border-line">
          <div className="h-7.5 bg-sunk" />
          {[40, 44, 32, 36, 40].map((width, index) => (
            <div key={index} className="px-3.5 py-1.5">
              <Bone className={`h-2.5 ${WIDTHS[width] ?? ""}`} />
            </div>
          ))}
        </div>
        <Bone className="mt-6 h-3 w-16" />
        <div className="mt-3 mb-6 grid gap-3 sm:grid-cols-2">
          {[0, 1, 2, 3].map((guard) => (
            <Bone key={guard} className="h-3 w-48" />
          ))}
        </div>
      </div>
    </>
  );
  if (!title) return inside;
  return (
    <div aria-busy className="px-4 pt-4.5 pb-2 sm:px-7.5 sm:pt-6.5">
      <h1 className="text-xl font-title tracking-[-0.02em]">{title}</h1>
      {inside}
    </div>
  );
}

function BlankPlates() {
  return (
    <div aria-hidden className="mt-4.5 mb-5.5 grid gap-1.5 sm:grid-cols-[1fr_1.75rem_1fr] sm:gap-3">
      {[0, 1, 2].map((plate) =>
        plate === 1 ? (
          <span key={plate} className="h-6" />
        ) : (
          <div key={plate} className="rounded-lg border border-line px-3.5 py-3">
            <Bone className="h-5 w-20" />
            <Bone className="mt-3 h-3 w-36" />
            <Bone className="mt-2.5 h-2.5 w-24" />
          </div>
        ),
      )}
    </div>
  );
}

const WIDTHS: Record<number, string> = { 32: "w-32", 36: "w-36", 40: "w-40", 44: "w-44" };
