import type { ObjectEvent, Pod } from "@/lib/cluster/types";
import { describeConfigProblem } from "./describe-config-problem";
import { asEnd } from "./one-line";

const STEPS = ["FailedMount", "FailedAttachVolume", "FailedMapVolume", "FailedCreatePodSandBox"];
/** A kubelet tries again within two minutes and a little; what it has not said again since does not hold any more. */
const FRESH_MS = 180_000;

/** What keeps a pod that has its node from getting its volumes or its network; only events tell it. */
export function describeMountProblem({ events = [], node }: Pod, now: Date): string | null {
  const begun = Math.max(
    0,
    ...events.filter(({ reason }) => reason === "Pulling" || reason === "Pulled" || reason === "Started").map(time),
  );
  const failed = events.filter((event) => STEPS.includes(event.reason) && time(event) >= begun && now.getTime() - time(event) < FRESH_MS);
  const event = failed.find(({ message }) => !/timed out waiting for the condition|context deadline exceeded$/.test(message)) ?? failed[0];
  if (!event) return null;

  if (event.reason === "FailedCreatePodSandBox") {
    return `cannot be set up on its node${node === null ? "" : ` ${node}`}: ${asEnd(event.message.replace(/^Failed to create pod sandbox: (?:rpc error: code = \w+ desc = )?/, ""))}`;
  }
  const [, volume = "", why = event.message] = /for volume "([^"]+)"\s*:?\s*(.*)$/s.exec(event.message) ?? [];
  const described = describeConfigProblem(why);
  const ofConfig = /\b(configmap|secret)\b/i.test(why) && described !== asEnd(why);
  if (ofConfig) return `cannot start: ${described}`;
  if (/Multi-Attach error/.test(event.message)) {
    const [, holder] = /already used by pod\(s\) ([^\s,]+)/.exec(why) ?? [];
    return `waits for storage: its volume ${volume} is still held by ${holder ? `pod ${holder}` : "another node"}.`;
  }
  return volume ? `cannot mount its volume ${volume}: ${asEnd(why)}` : `cannot mount its volumes: ${asEnd(why)}`;
}

const time = ({ at }: ObjectEvent) => at.getTime();
