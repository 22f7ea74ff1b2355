import { z } from "zod";
import { Coverage, Kind, ReleaseJson } from "@/lib/bots/schemas";

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

/** Lines of a file in a row that differ, with three around them. `line`: the number that the first one has on each side. */
export const DiffHunk = z.strictObject({
  from: z.int(),
  to: z.int(),
  lines: z.array(z.strictObject({ change: z.enum(["same", "added", "removed"]), text: z.string() })),
});
export type DiffHunk = z.infer<typeof DiffHunk>;

/** One file of a ConfigMap that differs. */
export const ConfigFileDiff = z.strictObject({
  map: z.string(),
  key: z.string(),
  change: z.enum(["changed", "added", "removed"]),
  format: z.enum(["yaml", "json", "properties", "text", "binary"]),
  hunks: z.array(DiffHunk),
  /** What lines cannot say: sizes of binaries, that only formatting differs, that more was left out. */
  note: z.string().nullable(),
});
export type ConfigFileDiff = z.infer<typeof ConfigFileDiff>;

/** Code and config. */
export const ReleaseDiff = TemplateDiff.extend({ files: z.array(ConfigFileDiff).default([]) });
export type ReleaseDiff = z.infer<typeof ReleaseDiff>;

export const Guard = z.strictObject({
  name: z.string(),
  outcome: z.enum(["pass", "note", "warn", "unknown", "block"]),
  /** What a tired person reads; a block says the way out. */
  sentence: z.string(),
});
export type Guard = z.infer<typeof Guard>;

/** What comes back of the target: all of it, or the live half of the other kind stays. */
export const Choice = z.enum(["code-and-config", "code", "config"]);
export type Choice = z.infer<typeof Choice>;

export const PlanInput = z.strictObject({
  releaseId: z.string().max(64).optional(),
  /** Default: code and config; code alone where the target's config was not recorded. */
  choice: Choice.optional(),
  /** Run the image digests that ran under the target, whatever its tags mean now. Default: where a tag was seen to move. */
  pinImages: z.boolean().optional(),
});
export type PlanInput = z.infer<typeof PlanInput>;

/** A ConfigMap to make before the write: its name, the original that it stands for, and its content by address. */
export const ConfigCopy = z.strictObject({
  name: z.string(),
  of: z.string(),
  files: z.array(z.strictObject({ key: z.string(), kind: z.enum(["text", "binary"]), hash: z.string(), size: z.int() })),
});
export type ConfigCopy = z.infer<typeof ConfigCopy>;

export const PlanJson = z.strictObject({
  id: z.string(),
  botId: z.string(),
  from: ReleaseJson,
  /** What will run: the target, or what code and config of different releases make together. */
  to: ReleaseJson,
  choice: Choice,
  /** `because`: why this choice cannot be made, null where it can. */
  choices: z.array(z.strictObject({ choice: Choice, because: z.string().nullable() })),
  /** ConfigMaps that are copied, as the original's and the copy's name; the others are referred to as they are. */
  copies: z.array(z.strictObject({ of: z.string(), name: z.string() })),
  pinned: z.array(z.strictObject({ container: z.string(), image: z.string() })),
  coverage: Coverage,
  diff: ReleaseDiff,
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
export const STEPS = ["recorded", "config-copied", "accepted", "pods-replaced", "old-pods-gone", "healthy"] as const;
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
