import { z } from "zod";
import { BotRef, Coverage, HoldJson, ReleaseJson } from "@/lib/bots/schemas";

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

/** Lines that differ with up to 3 lines around them. `-` goes, `+` comes; lines are numbered from 1 on each side. */
export const DiffHunk = z.strictObject({
  fromLine: z.int(),
  toLine: z.int(),
  lines: z.array(z.strictObject({ sign: z.enum([" ", "-", "+"]), text: z.string() })),
});
export type DiffHunk = z.infer<typeof DiffHunk>;

/** One file of a ConfigMap that differs, or, with `key` null, what there is to say of the whole map. */
export const ConfigFileDiff = z.strictObject({
  /** Under the original's name, also where a copy runs. Empty where more differs than is named. */
  map: z.string(),
  key: z.string().nullable(),
  change: z.enum(["added", "removed", "changed", "not-compared"]),
  format: z.enum(["yaml", "json", "properties", "text", "binary"]).nullable(),
  /** A sentence where lines alone do not say it: only formatting differs, it is binary, the map is missing. */
  note: z.string().nullable(),
  hunks: z.array(DiffHunk),
  /** Lines that come and that go, with those that are not shown. */
  added: z.int(),
  removed: z.int(),
  /** How many of them are not shown. */
  unshown: z.int(),
});
export type ConfigFileDiff = z.infer<typeof ConfigFileDiff>;

/** Everything that differs between two releases: what the template says, then what its pods can see of ConfigMaps. */
export const ReleaseDiff = z.strictObject({
  groups: z.array(DiffGroup),
  files: z.array(ConfigFileDiff).default([]),
  raw: TemplateDiff.shape.raw,
});
export type ReleaseDiff = z.infer<typeof ReleaseDiff>;

/** What differs between two releases of a bot, or of the same bot in two environments. */
export const ReleaseComparison = z.strictObject({
  from: ReleaseJson,
  to: ReleaseJson,
  fromBot: BotRef,
  toBot: BotRef,
  /** Every bot of this name, in whatever environment: their releases can be compared. */
  bots: z.array(BotRef),
  diff: ReleaseDiff,
  /** Sentences on what the lines cannot show: config that was not recorded, a tag that meant two images. */
  notes: z.array(z.string()),
});
export type ReleaseComparison = z.infer<typeof ReleaseComparison>;

/** A ConfigMap that a rollback restored as a copy, beside the original that the next ordinary deploy refers to again. */
export const ConfigDrift = z.strictObject({
  /** The original. */
  name: z.string(),
  /** The copy that runs. */
  copy: z.string(),
  /** Whether pods would see something else of the original than they see of the copy; null: Lastgood may not read ConfigMaps here. */
  differs: z.boolean().nullable(),
  /** From what runs to what the original holds. */
  diff: z.array(ConfigFileDiff),
  /** Shell line that gives the original the content that runs. It prints no values, and leaves alone what this bot's pods cannot see. */
  command: z.string().nullable(),
  /** What else is to be known: the original is gone, or cannot be edited. */
  note: z.string().nullable(),
});
export type ConfigDrift = z.infer<typeof ConfigDrift>;

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
  /** The rollback to undo: its bot goes back to what it left, and `releaseId` is not asked. */
  undoes: z.string().max(64).optional(),
  /** The rollback to try again: to the same release and what was chosen of it, where nothing else is said. */
  again: z.string().max(64).optional(),
  /** Default: code and config; code alone where the target's config was not recorded. */
  choice: Choice.optional(),
  /** Run the image digests that ran under the target, whatever its tags mean now. Default: where a tag was seen to move. */
  pinImages: z.boolean().optional(),
  /** End the pause of a paused Deployment in the same write; without it a paused one cannot be rolled back. Default: no. */
  resume: z.boolean().optional(),
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
  /** The rollback that this would undo. */
  undoes: z.string().nullable(),
  /** The rollback that this would try again, and the reason that was given for it: it stands where no other is. */
  again: z.string().nullable(),
  reason: z.string().nullable(),
  choice: Choice,
  /** `because`: why this choice cannot be made, null where it can. */
  choices: z.array(z.strictObject({ choice: Choice, because: z.string().nullable() })),
  /** ConfigMaps that are copied, as the original's and the copy's name; the others are referred to as they are. */
  copies: z.array(z.strictObject({ of: z.string(), name: z.string() })),
  pinned: z.array(z.strictObject({ container: z.string(), image: z.string() })),
  coverage: Coverage,
  diff: ReleaseDiff,
  guards: z.array(Guard),
  /** It is paused, so that no pod would be replaced; `resumes`: confirming ends that, and nothing pauses it again. */
  paused: z.boolean(),
  resumes: z.boolean(),
  /** A guard warns, or the environment asks for it each time: confirming needs the bot's name typed. */
  needsTypedName: z.boolean(),
  fingerprint: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
});
export type PlanJson = z.infer<typeof PlanJson>;

/** A plan as shell commands. They hold what they bring as it is, credentials too; `script`: all of them as one to paste. */
export const PlanCommands = z.strictObject({
  /** When they refuse. */
  sentence: z.string(),
  commands: z.array(z.strictObject({ does: z.string(), command: z.string() })),
  script: z.string(),
});
export type PlanCommands = z.infer<typeof PlanCommands>;

export const ConfirmInput = z.strictObject({
  planId: z.string().max(64),
  /** The plan's bot: where the database is gone, the answer then holds the commands that do the same. */
  botId: z.string().max(64).optional(),
  reason: z.string().trim().max(500).optional(),
  typedName: z.string().max(253).optional(),
  /** Where a rollback to another release runs: end it as superseded, and start this one. */
  instead: z.boolean().optional(),
  /** Where the cluster cannot be reached: record it all the same, and try for 10 min. Default: no. */
  keepTrying: z.boolean().optional(),
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
export const STEPS = ["recorded", "config-copied", "accepted", "pods-replaced", "old-pods-gone", "healthy", "verified"] as const;
export const StepName = z.enum(STEPS);
export type StepName = z.infer<typeof StepName>;

/** A pod of another release that no controller replaces. `stuck`: an ordered StatefulSet waits for it to be ready, which it will not be. */
export const PodInTheWay = z.strictObject({ name: z.string(), uid: z.string(), because: z.enum(["stuck", "on-delete"]) });
export type PodInTheWay = z.infer<typeof PodInTheWay>;

/** How long people and machines took, in seconds; null where one end of the stretch is not known. */
export const SplitJson = z.strictObject({
  /** First sign that what was left was bad. */
  firstBadAt: z.string().nullable(),
  /** From then to the click. */
  decideSeconds: z.number().nullable(),
  /** From the click to the cluster's acceptance. */
  actSeconds: z.number().nullable(),
  /** From acceptance until everything ran the target and was healthy. */
  recoverSeconds: z.number().nullable(),
  /** From the first bad signal until then. */
  totalSeconds: z.number().nullable(),
  /** Recovered at most 5 min after the click; null while it runs, and where it was stopped or a deploy took over. */
  keptFiveMinutes: z.boolean().nullable(),
});
export type SplitJson = z.infer<typeof SplitJson>;

export const RollbackJson = z.strictObject({
  id: z.string(),
  /** Page of the run, a path on this host. */
  path: z.string(),
  bot: BotRef,
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
  /** Since when, without a break, all pods run the target, the old ones are gone and the bot is healthy. */
  replacedAt: z.string().nullable(),
  split: SplitJson,
  /** When it fails unless it gets further. */
  deadlineAt: z.string().nullable(),
  /** Why the deadline is then, as the end of a sentence; null where there is none. */
  deadlineWhy: z.string().nullable(),
  /** The rollback that this one undoes. */
  undoes: z.string().nullable(),
  /** The rollback that this one tries again, and the one that tried this one again. */
  again: z.string().nullable(),
  triedAgainBy: z.string().nullable(),
  /** It has ended without having recovered, and something else than its target is live. */
  retryable: z.boolean(),
  /** While what it brings is in trouble, and after that has failed: the next release that would be proposed. */
  alternative: z.strictObject({ releaseId: z.string(), version: z.string() }).nullable(),
  /** What it brought is still live, so that it can be undone. */
  undoable: z.boolean(),
  /** The hold that it made, whether it stands or not. */
  hold: HoldJson.nullable(),
  /** Until then what happens to the bot is added to the remarks; null where it did not recover. */
  watchedUntil: z.string().nullable(),
  /** What came of it after its end, in the order in which it happened: it was put back, undone, or came up late. */
  afterwards: z.array(z.string()),
  /** Of one that errored: what is known all the same, and what a person can do. */
  known: z.array(z.string()),
  toDo: z.array(z.string()),
  /** Nobody drives this run just now: no worker has been seen for 15 s. */
  unattended: z.boolean(),
  steps: z.array(
    z.strictObject({ name: StepName, state: z.enum(["done", "now", "waiting"]), at: z.string().nullable(), note: z.string().nullable() }),
  ),
  pods: z.strictObject({ desired: z.int(), onTarget: z.int(), readyOnTarget: z.int(), old: z.int() }).nullable(),
  /** Pods that somebody has to delete before it gets further, at most 100; `command`: shell lines that delete them, each only while it is the same pod. */
  inTheWay: z.strictObject({ pods: z.array(PodInTheWay), command: z.string() }).nullable(),
  /** What the cluster said, newest first. `lines`: what a container wrote last, as plain text, where the sentence quotes that. */
  remarks: z.array(
    z.strictObject({
      at: z.string(),
      tone: z.enum(["plain", "good", "bad"]),
      sentence: z.string(),
      lines: z.array(z.string()).default([]),
    }),
  ),
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
