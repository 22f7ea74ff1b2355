import type { ObjectEvent, Pod, PodContainer } from "@/lib/cluster/types";
import { oneLine } from "./one-line";

export type Probe = "readiness" | "liveness" | "startup";

/** What the last failure of a probe says: ` (it answers HTTP 503)`, or nothing where no event tells. */
export function probeAnswer({ events = [] }: Pod, { name }: Pick<PodContainer, "name">, probe: Probe): string {
  const event = failureOf(events, name, probe);
  const why = event?.message.replace(/^\w+ probe (?:failed|errored(?: and resulted in \w+ state)?)[:\s]*/i, "") ?? "";
  const words = answerInWords(why);
  return words ? ` (${words})` : "";
}

/** Whether the kubelet killed a container because of its liveness or startup probe: a crash loop in disguise. */
export function killedByProbe({ events = [] }: Pod, { name, lastExit }: PodContainer): "liveness" | "startup" | null {
  if (lastExit?.reason === "OOMKilled") return null;
  const killed = events.find(({ reason, message }) => reason === "Killing" && message.startsWith(`Container ${name} failed `));
  const [, named] = /failed (liveness|startup) probe/.exec(killed?.message ?? "") ?? [];
  if (named === "liveness" || named === "startup") return named;
  // A container that ends by itself with an error of its own, between two failures, is not killed for them.
  const asKilled = [0, 137, 143].includes(lastExit?.code ?? -1);
  return asKilled && failureOf(events, name, "liveness") ? "liveness" : null;
}

function failureOf(events: readonly ObjectEvent[], container: string, probe: Probe): ObjectEvent | undefined {
  return events.find(
    (event) =>
      event.reason === "Unhealthy" &&
      event.message.toLowerCase().startsWith(`${probe} probe`) &&
      (event.container ?? container) === container,
  );
}

function answerInWords(why: string): string {
  const [, status] = /statuscode: (\d{3})/.exec(why) ?? [];
  if (status) return `it answers HTTP ${status}`;
  if (/connection refused/.test(why)) return "nothing listens on its port";
  if (/Client\.Timeout|deadline exceeded|timed out|i\/o timeout|timeout: failed to connect/.test(why)) return "it does not answer in time";
  if (/NOT_SERVING/.test(why)) return "it says that it does not serve";
  return oneLine(why, 160);
}
