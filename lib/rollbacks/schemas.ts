import { z } from "zod";
import { Kind, ReleaseJson } from "@/lib/bots/schemas";

/** `restored` comes, `removed` goes, `changed` goes from one to the other. Values are shown, never interpreted. */
export const DiffLine = z.strictObject({
  change: z.enum(["changed", "added", "removed"]),
  /** What it is about, in the order people look: image, env, resources, probe, command, port, volume, mount, label, annotation, other. */
  what: z.string(),
  /** Key within it: the variable's name, `limits.memory`, `readiness.httpGet.path`. */
  key: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
});
export type DiffLine = z.infer<typeof DiffLine>;

/** One container, init container, or the pod itself (`container` null). */
export const DiffGroup = z.strictObject({ title: z.string(), container: z.string().nullable(), lines: z.array(DiffLine) });
export type DiffGroup = z.infer<typeof DiffGroup>;

/** `raw`: both templates as YAML, for the one click further. */
export const TemplateDiff = z.strictObject({
  groups: z.array(DiffGroup),
  raw: z.strictObject({ from: z.string(), to: z.string() }),
});
export type TemplateDiff = z.infer<typeof TemplateDiff>;

export const Guard = z.strictObject({
  name: z.string(),
  outcome: z.enum(["pass", "note", "warn", "unknown", "block"]),
  /** What a tired person reads; a block says the way out. */
  sentence: z.string(),
});
export type Guard = z.infer<typeof Guard>;

export const PlanInput = z.strictObject({ releaseId: z.string().max(64).optional() });
export type PlanInput = z.infer<typeof PlanInput>;

export const PlanJson = z.strictObject({
  id: z.string(),
  botId: z.string(),
  from: ReleaseJson,
  to: ReleaseJson,
  diff: TemplateDiff,
  guards: z.array(Guard),
  /** A guard warns: confirming needs the bot's name typed. */
  needsTypedName: z.boolean(),
  fingerprint: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
});
export type PlanJson = z.infer<typeof PlanJson>;

export const ConfirmInput = z.strictObject({
  planId: z.string().max(64),
  reason: z.string().trim().max(500).optional(),
  typedName: z.string().max(253).optional(),
});
export type ConfirmInput = z.infer<typeof ConfirmInput>;

export const PHASES = [
  "applying",
  "following",
  "verifying",
  "recovered",
  "failed",
  "errored",
  "superseded",
  "reverted",
  "aborted",
] as const;
export const Phase = z.enum(PHASES);
export type Phase = z.infer<typeof Phase>;

/** In the order they happen. */
export const STEPS = ["recorded", "accepted", "pods-replaced", "old-pods-gone", "healthy"] as const;
export const StepName = z.enum(STEPS);
export type StepName = z.infer<typeof StepName>;

export const RollbackJson = z.strictObject({
  id: z.string(),
  /** Page of the run, a path on this host. */
  path: z.string(),
  bot: z.strictObject({
    id: z.string(),
    environment: z.strictObject({ name: z.string(), title: z.string() }),
    namespace: z.string(),
    kind: Kind,
    name: z.string(),
    title: z.string(),
    path: z.string(),
  }),
  from: ReleaseJson,
  to: ReleaseJson,
  phase: Phase,
  /** Applying, following or verifying. */
  active: z.boolean(),
  sentence: z.string(),
  startedBy: z.string(),
  reason: z.string().nullable(),
  startedAt: z.string(),
  acceptedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  deadlineAt: z.string().nullable(),
  /** Nobody drives this run just now: no worker has been seen for 15 s. */
  unattended: z.boolean(),
  steps: z.array(
    z.strictObject({ name: StepName, state: z.enum(["done", "now", "waiting"]), at: z.string().nullable(), note: z.string().nullable() }),
  ),
  pods: z.strictObject({ desired: z.int(), onTarget: z.int(), readyOnTarget: z.int(), old: z.int() }).nullable(),
  /** What the cluster said, newest first. */
  remarks: z.array(z.strictObject({ at: z.string(), tone: z.enum(["plain", "good", "bad"]), sentence: z.string() })),
});
export type RollbackJson = z.infer<typeof RollbackJson>;

/** What a click is answered with: which run it is and how far it has come. The rest is one GET away, and not waited for. */
export const RollbackBrief = RollbackJson.pick({
  id: true,
  path: true,
  phase: true,
  sentence: true,
  startedBy: true,
  reason: true,
  startedAt: true,
  acceptedAt: true,
  endedAt: true,
}).extend({ botId: z.string() });
export type RollbackBrief = z.infer<typeof RollbackBrief>;
