import type { RollbackJson } from "../schemas";
import type { ReportEvent } from "./schemas";

/** What a timeline is made of; times are ISO 8601. */
export type TimelineFacts = {
  run: Pick<
    RollbackJson,
    "from" | "to" | "startedBy" | "startedAt" | "endedAt" | "reason" | "phase" | "sentence" | "steps" | "remarks" | "undoes"
  >;
  /** When what was left went live, and who brought it; null where nobody saw it. */
  left: { since: string; by: string | null; why: string | null } | null;
  /** The first bad signal and what was said then; null where there was none. */
  signal: { at: string; reason: string | null } | null;
};

const STEP_WORDS = {
  recorded: null,
  "config-copied": "ConfigMaps were copied as they were.",
  accepted: "The cluster accepted the change.",
  "pods-replaced": null,
  "old-pods-gone": null,
  healthy: "The bot was healthy.",
  verified: null,
} as const satisfies Record<RollbackJson["steps"][number]["name"], string | null>;

/** From the deploy to what came after, in the order in which it happened. */
export function incidentTimeline({ run, left, signal }: TimelineFacts): ReportEvent[] {
  const events = [
    ...(left ? [event(left.since, "deploy", "plain", sayDeploy(run.from.version, left))] : []),
    ...(signal ? [event(signal.at, "signal", "bad", saySignal(run.from.version, signal, left))] : []),
    event(run.startedAt, "click", "plain", sayClick(run)),
    ...run.steps.flatMap(({ name, at }) => {
      const sentence = sayStep(name, run);
      return at !== null && sentence !== null ? [event(at, "step", "plain", sentence)] : [];
    }),
    ...(run.endedAt === null ? [] : [event(run.endedAt, "end", run.phase === "recovered" ? "good" : "bad", run.sentence)]),
    ...noted(run),
  ];
  // Things of the same instant stay in the order in which they follow from each other.
  return events.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

function event(at: string, kind: ReportEvent["kind"], tone: ReportEvent["tone"], sentence: string): ReportEvent {
  return { at, kind, tone, sentence };
}

function sayDeploy(version: string, { by, why }: NonNullable<TimelineFacts["left"]>): string {
  return `${version} went live${by === null ? "" : `, brought by ${by}`}.${why === null ? "" : ` “${why}”`}`;
}

function saySignal(version: string, { at, reason }: NonNullable<TimelineFacts["signal"]>, left: TimelineFacts["left"]): string {
  const what = left?.since === at ? `${version} was never healthy.` : `First bad signal of ${version}.`;
  return reason === null ? what : `${what} ${reason}`;
}

function sayClick({ startedBy, to, reason, undoes }: TimelineFacts["run"]): string {
  const what = undoes === null ? "started the rollback" : "started the undo, back";
  return `${startedBy} ${what} to ${to.version}.${reason === null ? "" : ` “${reason}”`}`;
}

function sayStep(name: RollbackJson["steps"][number]["name"], { from, to }: TimelineFacts["run"]): string | null {
  if (name === "pods-replaced") return `All pods ran ${to.version}.`;
  if (name === "old-pods-gone") return `The last pod of ${from.version} was gone.`;
  return STEP_WORDS[name];
}

/** What went wrong on the way, and all that was noted after the end, oldest first. */
function noted({ endedAt, remarks, sentence: end }: TimelineFacts["run"]): ReportEvent[] {
  const isAfter = (at: string) => endedAt !== null && Date.parse(at) >= Date.parse(endedAt);
  return remarks
    .filter(({ at, tone, sentence }) => sentence !== end && (tone === "bad" || isAfter(at)))
    .map(({ at, tone, sentence }) => event(at, isAfter(at) ? "after" : "step", tone, sentence))
    .reverse();
}
