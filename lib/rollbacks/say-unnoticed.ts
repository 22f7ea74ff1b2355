import type { Workload } from "@/lib/cluster/types";
import { durationInWords } from "./duration-in-words";
import type { Run } from "./run";

/** A controller that is well takes a change up within a second or two. */
const PATIENCE_MS = 10_000;

/** Where no controller takes the change up that the cluster accepted: nothing else that is counted of the bot is news then. */
export function sayUnnoticed(run: Pick<Run, "acceptedAt">, live: Workload, now: Date): string | null {
  const { observedGeneration, generation, ref } = live;
  const waited = now.getTime() - (run.acceptedAt ?? now).getTime();
  if (observedGeneration >= generation || waited < PATIENCE_MS) return null;
  return `The cluster accepted the change ${durationInWords(waited)} ago, but the ${ref.kind} controller has not taken up what was changed last: no pod is replaced until it does. It may be down or busy (kube-controller-manager).`;
}
