import { describePodProblem } from "@/lib/health/describe-pod-problem";
import { isOver } from "@/lib/health/is-over";
import { runs, type Sighting } from "@/lib/health/judge";
import { lastLinesOf } from "@/lib/health/last-lines-of";
import { readyAllowanceMs } from "@/lib/health/ready-allowance";
import type { BotSight } from "./schemas";

const MOST_PODS = 100;

/** What a page shows of a bot's pods: counts are whole, at most 100 pods are named, those in trouble first. */
export function sightOf({ workload, current, pods }: Sighting, now: Date): BotSight {
  const allowance = readyAllowanceMs(workload.template);
  // One that ended for good (evicted, say) has another in its place; its object may stay for days.
  const seen = pods
    .filter((pod) => !isOver(pod))
    .map((pod): BotSight["pods"][number] => {
      const problem = describePodProblem(pod, { now, readyAllowanceMs: allowance })?.sentence ?? null;
      const state = pod.terminating ? "leaving" : problem ? "failing" : pod.ready ? "ready" : "starting";
      return { name: pod.name, state, current: runs(pod, current), problem };
    });
  const { desired, updated, ready, available, total, paused } = workload;
  const named = seen.sort(troubleFirst).slice(0, MOST_PODS);
  return { desired, updated, ready, available, total, paused, pods: named, lastLines: lastLinesOf({ current, pods }), config: [] };
}

function troubleFirst(a: BotSight["pods"][number], b: BotSight["pods"][number]): number {
  return Number(b.problem !== null) - Number(a.problem !== null) || (a.name < b.name ? -1 : 1);
}
