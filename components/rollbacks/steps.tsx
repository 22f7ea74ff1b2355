import type { RollbackJson } from "@/lib/rollbacks/schemas";

type Step = RollbackJson["steps"][number];

const NAMES: Record<Step["name"], string> = {
  recorded: "Recorded",
  "config-copied": "Config copied",
  accepted: "Accepted",
  "pods-replaced": "Pods replaced",
  "old-pods-gone": "Old pods gone",
  healthy: "Healthy",
  verified: "Verified",
};
const EDGES: Record<Step["state"], string> = { done: "border-ok", now: "border-accent", waiting: "border-line-2" };

/** The steps of a run in their order, each with when it was done, counted from the click. */
export function Steps({ run }: { run: RollbackJson }) {
  return (
    <ol aria-label="Steps" className="mt-7 grid gap-x-1.5 sm:auto-cols-fr sm:grid-flow-col">
      {run.steps.map((step) => (
        <li
          key={step.name}
          data-step={step.name}
          data-state={step.state}
          aria-current={step.state === "now" ? "step" : undefined}
          className={`text-sm transition-colors duration-300 max-sm:flex max-sm:items-baseline max-sm:justify-between max-sm:gap-4 max-sm:border-l-3 max-sm:py-2 max-sm:pl-3.5 sm:border-t-3 sm:pt-2.5 ${EDGES[step.state]}`}
        >
          <span className={`block font-title ${step.state === "waiting" ? "text-ink-2" : ""}`}>
            {NAMES[step.name]}
            <span className="sr-only">{step.state === "done" ? ", done after " : step.state === "now" ? ", going on" : ", waiting"}</span>
          </span>
          <span className="block text-ink-2 max-sm:text-right">{said(step, run)}</span>
        </li>
      ))}
    </ol>
  );
}

function said({ name, state, at, note }: Step, { startedAt, pods }: RollbackJson): string {
  if (state === "done" && at !== null) return sinceStart(at, startedAt);
  if (state === "now" && name === "pods-replaced" && pods) return `${pods.readyOnTarget} of ${pods.desired}`;
  if (state === "now" && name === "old-pods-gone" && pods) return `${pods.old} left`;
  return note ?? (state === "now" ? "going on" : "–");
}

/** "0.03 s" in the first second, "31 s" after. */
export function sinceStart(at: string, startedAt: string): string {
  const seconds = Math.max(0, Date.parse(at) - Date.parse(startedAt)) / 1_000;
  if (seconds < 1) return `${seconds.toFixed(2)} s`;
  if (seconds < 60) return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
}
