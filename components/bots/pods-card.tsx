import { Card } from "@/components/ui/card";
import type { BotJson, BotSight } from "@/lib/bots/schemas";
import { PodDot } from "./pod-dot";

export function PodsCard({ sight, live }: Pick<BotJson, "sight" | "live">) {
  const unnamed = sight.total - sight.pods.length;

  return (
    <Card title="Pods">
      {sight.pods.length > 0 && (
        <ul aria-label="Pods" className="flex flex-wrap gap-1.5">
          {sight.pods.map(({ name, state, current, problem }) => (
            <PodDot
              key={name}
              state={state}
              former={!current}
              label={problem ?? `${name}: ${state}${current ? "" : ", another release"}`}
            />
          ))}
        </ul>
      )}
      {podsInWords(sight, live?.release.version ?? "the live release").map((line) => (
        <p key={line} className="mt-2 text-sm first-of-type:mt-2 [p+&]:mt-1">
          {line}
        </p>
      ))}
      {unnamed > 0 && <p className="mt-1 text-xs text-ink-2">{unnamed} more are not drawn.</p>}
      {sight.paused && <p className="mt-1 text-sm text-warn">It is paused: the cluster changes no pods until it is resumed.</p>}
    </Card>
  );
}

/** Pods of the live release first: ready ones of another release do not make it ready. */
function podsInWords({ desired, ready, pods, total }: BotSight, version: string): string[] {
  if (desired === 0 && pods.length === 0) return ["No pods: it is scaled to zero."];
  if (total > pods.length) return [`${ready} of ${desired} ready.`];

  const count = (current: boolean, state: BotSight["pods"][number]["state"]) =>
    pods.filter((pod) => pod.current === current && pod.state === state).length;
  const others = (["failing", "starting", "leaving"] as const).flatMap((state) =>
    count(true, state) > 0 ? [`${count(true, state)} ${state}`] : [],
  );
  const former = pods.filter(({ current, state }) => !current && state !== "leaving").length;
  const leaving = count(false, "leaving");
  const one = count(true, "ready") === 1;
  return [
    `${[`${count(true, "ready")} of ${desired} ${one ? "runs" : "run"} ${version} and ${one ? "is" : "are"} ready`, ...others].join(" · ")}.`,
    ...(former > 0 ? [`${former} ${former === 1 ? "runs" : "run"} another release, ${count(false, "ready")} of them ready.`] : []),
    ...(leaving > 0 ? [`${leaving} of another release ${leaving === 1 ? "is" : "are"} leaving.`] : []),
  ];
}
