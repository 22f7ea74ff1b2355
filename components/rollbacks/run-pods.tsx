import { PodDot } from "@/components/bots/pod-dot";
import { Card } from "@/components/ui/card";
import type { RollbackJson } from "@/lib/rollbacks/schemas";

const MOST_DOTS = 60;

/** Pods of the release that comes, as dots: filled once ready; dashed ones are of the release that goes. */
export function RunPods({ run: { pods, from, to } }: { run: RollbackJson }) {
  if (!pods) return null;
  const starting = Math.max(0, pods.onTarget - pods.readyOnTarget);
  const awaited = Math.max(0, pods.desired - pods.onTarget);
  const states = [
    ...repeat(pods.readyOnTarget, "ready" as const),
    ...repeat(starting, "starting" as const),
    ...repeat(pods.old, "leaving" as const),
  ];
  const words = [
    `${pods.readyOnTarget} of ${pods.desired} ${pods.readyOnTarget === 1 && pods.desired === 1 ? "runs" : "run"} ${to.version}`,
    ...(starting > 0 ? [`${starting} starting`] : []),
    ...(awaited > 0 ? [`${awaited} not made yet`] : []),
    ...(pods.old > 0 ? [`${pods.old} of ${from.version} left`] : []),
  ];

  return (
    <Card title="Pods">
      {states.length > 0 && states.length <= MOST_DOTS && (
        <ul aria-hidden className="flex flex-wrap gap-1.5">
          {states.map((state, index) => (
            <PodDot key={index} state={state} />
          ))}
        </ul>
      )}
      <p className="mt-2 text-sm">{words.join(" · ")}</p>
    </Card>
  );
}

function repeat<T>(times: number, value: T): T[] {
  return Array.from({ length: Math.max(0, times) }, () => value);
}
