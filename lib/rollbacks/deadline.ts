import type { Workload } from "@/lib/cluster/types";
import { isObject, type JsonObject } from "@/lib/platform/json";
import { durationInWords } from "./duration-in-words";
import type { Run } from "./run";
import type { StepName } from "./schemas";

/** `why` ends a sentence: "Until 03:14, because progressDeadlineSeconds is 600." */
export type Deadline = { step: StepName; at: Date; why: string };

/** Kubernetes' own default of `progressDeadlineSeconds`; StatefulSets and DaemonSets have none. */
const DEFAULT_SECONDS = 600;
/** Kubernetes' own default of `terminationGracePeriodSeconds`. */
const DEFAULT_GRACE_SECONDS = 30;
const BEYOND_GRACE_SECONDS = 30;

/** A bot that took long to start before may take twice as long, but nobody is kept waiting for longer than this for that alone. */
const MOST_FOR_SLOW_STARTS = 3_600;

type Paced = Pick<Workload, "ref" | "progressDeadlineSeconds" | "desired">;

/**
 * Until when all pods are to run the target, counted from when the cluster accepted it. A StatefulSet replaces its pods one after the other. `startSeconds`: how
 * long the slowest of its last rollouts took until it was healthy.
 */
export function replaceDeadline(live: Paced, acceptedAt: Date, startSeconds: number | null): Deadline {
  const { seconds, why } = allowance(live, startSeconds);
  return { step: "pods-replaced", at: later(acceptedAt, seconds), why };
}

/**
 * The deadline of the step that a run is at now; null where the one that it has stands. Each can be put off once only: a bot that goes up and down reaches an end.
 */
export function nextDeadline(run: Run, input: { step: StepName; live: Paced; now: Date }): Deadline | null {
  const { step, live, now } = input;
  if (step === run.deadlineStep || run.deadlineStep === "verified") return null;
  const replace = replaceDeadline(live, run.acceptedAt ?? run.startedAt, run.startSeconds);
  if (step === "pods-replaced") return run.deadlineStep === null ? null : replace;
  if (step === "old-pods-gone") {
    const grace = graceSeconds(run.seen);
    const from = now < replace.at ? now : replace.at;
    const why = `pods of ${run.from.version} have ${grace} s to stop (terminationGracePeriodSeconds), and ${BEYOND_GRACE_SECONDS} s more are allowed`;
    return { step, at: later(from, grace + BEYOND_GRACE_SECONDS), why };
  }
  const { verifySeconds } = run.bot.environment;
  const { seconds } = allowance(live, run.startSeconds);
  const why = `it has to be healthy for ${durationInWords(verifySeconds * 1000)} without a break, and may take ${durationInWords(seconds * 1000)} to get there`;
  return { step: "verified", at: later(now, verifySeconds + seconds), why };
}

type Allowance = { seconds: number; why: string };

function allowance(live: Paced, startSeconds: number | null): Allowance {
  const said = saidAllowance(live);
  const seconds = Math.min(MOST_FOR_SLOW_STARTS, 2 * (startSeconds ?? 0));
  if (seconds <= said.seconds) return said;
  const took = durationInWords((startSeconds ?? 0) * 1000);
  const given = seconds < MOST_FOR_SLOW_STARTS ? "twice that" : "an hour, the most there is for that";
  return { seconds, why: `one of its last rollouts took ${took} to become healthy, and it is given ${given} (${said.why})` };
}

function saidAllowance({ ref, progressDeadlineSeconds, desired }: Paced): Allowance {
  if (progressDeadlineSeconds !== null) {
    return { seconds: progressDeadlineSeconds, why: `progressDeadlineSeconds is ${progressDeadlineSeconds}` };
  }
  if (ref.kind !== "StatefulSet" || desired < 2) {
    return {
      seconds: DEFAULT_SECONDS,
      why: `a ${ref.kind} names no deadline, and Kubernetes allows ${DEFAULT_SECONDS} s where nothing is said`,
    };
  }
  const why = `a StatefulSet replaces its ${desired} pods one after the other, and each is allowed ${DEFAULT_SECONDS} s`;
  return { seconds: DEFAULT_SECONDS * desired, why };
}

function graceSeconds(template: JsonObject): number {
  const grace = isObject(template.spec) ? template.spec.terminationGracePeriodSeconds : undefined;
  return typeof grace === "number" && grace >= 0 ? grace : DEFAULT_GRACE_SECONDS;
}

function later(from: Date, seconds: number): Date {
  return new Date(from.getTime() + seconds * 1000);
}
