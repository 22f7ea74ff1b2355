import type { Pod, Revision } from "@/lib/cluster/types";
import { runs } from "./judge";

export type LastLines = { pod: string; container: string; lines: string[] };

/** What containers of the live release wrote last before they crashed: of one pod for each container, since the others say the same. */
export function lastLinesOf({ current, pods }: { current: Revision | null; pods: readonly Pod[] }): LastLines[] {
  const found = new Map<string, LastLines>();
  for (const pod of pods.filter((each) => !each.terminating && runs(each, current))) {
    for (const { name, lastLines = [] } of [...pod.initContainers, ...pod.containers]) {
      if (lastLines.length > 0 && !found.has(name)) found.set(name, { pod: pod.name, container: name, lines: lastLines });
    }
  }
  return [...found.values()];
}
