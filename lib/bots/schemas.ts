import { z } from "zod";

/** Shapes that leave the house: what `/api/v1` answers and what pages are given. Dates are ISO 8601 strings in UTC. */

export const Verdict = z.enum(["healthy", "degraded", "failing", "unknown"]);
export type Verdict = z.infer<typeof Verdict>;
export const Kind = z.enum(["Deployment", "StatefulSet", "DaemonSet"]);

export const PodSight = z.strictObject({
  name: z.string(),
  state: z.enum(["ready", "starting", "failing", "leaving"]),
  /** Runs the live release's template. */
  current: z.boolean(),
  /** A sentence when something is wrong with it. */
  problem: z.string().nullable(),
});

/** What the cluster last said of a bot. At most 100 pods are named; the counts are whole. */
export const BotSight = z.strictObject({
  desired: z.int(),
  updated: z.int(),
  ready: z.int(),
  available: z.int(),
  total: z.int(),
  paused: z.boolean(),
  pods: z.array(PodSight),
  /** The last lines of what crashed, of one pod for each container: plain text, hidden where it looks like a credential. */
  lastLines: z.array(z.strictObject({ pod: z.string(), container: z.string(), lines: z.array(z.string()) })).default([]),
  /** Where pods may not have read the live config yet, a sentence on each way they read it. */
  config: z.array(z.string()).default([]),
});
export type BotSight = z.infer<typeof BotSight>;

export const BroughtBy = z.strictObject({
  /** Kubernetes field manager, such as `kubectl-client-side-apply` or `ci-release`; null when the cluster does not know. */
  manager: z.string().nullable(),
  at: z.string().nullable(),
  /** A person, where an annotation names one or a rollback was theirs. */
  person: z.string().nullable(),
  /** Change cause or reason. */
  why: z.string().nullable(),
});
export type BroughtBy = z.infer<typeof BroughtBy>;

/** How far a release is proved. `imported`: the cluster remembers it, nobody watched it. */
export const Standing = z.enum(["known-good", "was-available", "imported", "unproved"]);
export type Standing = z.infer<typeof Standing>;

export const ReleaseJson = z.strictObject({
  id: z.string(),
  version: z.string(),
  /** First 12 hex digits of the content hash. */
  digest: z.string(),
  images: z.array(z.strictObject({ container: z.string(), image: z.string() })),
  commit: z.string().nullable(),
  author: z.string().nullable(),
  changeCause: z.string().nullable(),
  standing: Standing,
  /** Not to be brought back: marked bad (`rollbackId` null), or left by a rollback, until somebody lifts it. */
  quarantine: z
    .strictObject({ since: z.string(), by: z.string(), reason: z.string().nullable(), rollbackId: z.string().nullable() })
    .nullable(),
  firstSeenAt: z.string(),
  knownGoodAt: z.string().nullable(),
});
export type ReleaseJson = z.infer<typeof ReleaseJson>;

/** What of a release Lastgood brings back, and what it does not. */
export const Coverage = z.strictObject({
  /** false: its config was never recorded. */
  config: z.boolean(),
  maps: z.array(
    z.strictObject({
      name: z.string(),
      state: z.enum(["recorded", "missing", "uncovered"]),
      /** Why it is not covered. */
      why: z.string().nullable(),
    }),
  ),
  images: z.array(
    z.strictObject({
      container: z.string(),
      image: z.string(),
      /** Digests that were seen to run under it; two: the tag was moved meanwhile. */
      digests: z.array(z.string()),
    }),
  ),
  /** Literal variables, which are part of the template. */
  env: z.int(),
  /** By name. Their values are never read back: the current ones stay. */
  secrets: z.array(z.string()),
  /** Volumes that hold data of their own. */
  volumes: z.array(z.string()),
});
export type Coverage = z.infer<typeof Coverage>;

export const ReleaseDetail = ReleaseJson.extend({
  /** What of it comes back with a rollback. null: what it was is not kept any more, so nothing of it can. */
  coverage: Coverage.nullable(),
});
export type ReleaseDetail = z.infer<typeof ReleaseDetail>;

/** Where a hidden value stands in a release: a literal variable of a container, or a file of a ConfigMap. */
export const RevealInput = z
  .strictObject({
    container: z.string().max(253).optional(),
    variable: z.string().max(1_000).optional(),
    map: z.string().max(253).optional(),
    key: z.string().max(253).optional(),
  })
  .refine(({ container, variable, map, key }) => {
    const [inTemplate, inConfig] = [given(container, variable), given(map, key)];
    return (inTemplate === 2 && inConfig === 0) || (inTemplate === 0 && inConfig === 2);
  }, "Give container and variable, or map and key.");
export type RevealInput = z.infer<typeof RevealInput>;

function given(...parts: (string | undefined)[]): number {
  return parts.filter((part) => part !== undefined).length;
}

export const Revealed = z.strictObject({ value: z.string() });
export type Revealed = z.infer<typeof Revealed>;

export const RolloutJson = z.strictObject({
  id: z.string(),
  release: ReleaseJson,
  since: z.string(),
  until: z.string().nullable(),
  broughtBy: BroughtBy,
  /** `imported`: read from the cluster's own history, times are when the template was made. */
  origin: z.enum(["observed", "imported"]),
  revision: z.int().nullable(),
  verdict: Verdict,
  /** The rollback that brought it, if one did. */
  rollbackId: z.string().nullable(),
  /** What became different with it; null for the first one seen. */
  change: z.enum(["code", "config", "code-and-config"]).nullable(),
  /** ConfigMaps that came to differ, where config changed. */
  configMaps: z.array(z.string()),
  restarts: z.array(z.string()),
});
export type RolloutJson = z.infer<typeof RolloutJson>;

/** "Do not bring it back", after a rollback. */
export const HoldJson = z.strictObject({
  id: z.string(),
  botId: z.string(),
  rollbackId: z.string(),
  /** What is kept away. */
  releaseId: z.string(),
  version: z.string(),
  owner: z.string(),
  reason: z.string().nullable(),
  since: z.string(),
  expiresAt: z.string(),
  /** null while it stands. `renewed`: another rollback left the same release. */
  ended: z
    .strictObject({
      at: z.string(),
      by: z.string(),
      because: z.enum(["lifted", "expired", "undone", "renewed"]),
      reason: z.string().nullable(),
    })
    .nullable(),
});
export type HoldJson = z.infer<typeof HoldJson>;

/** A release that was left is live again. */
export const AlarmJson = z.strictObject({
  releaseId: z.string(),
  version: z.string(),
  /** Since when it is live again. */
  since: z.string(),
  /** Who brought it: a person, else a field manager; null where the cluster does not know. */
  by: z.string().nullable(),
  /** The rollback that had left it; null where it was marked bad by hand. */
  rollbackId: z.string().nullable(),
});
export type AlarmJson = z.infer<typeof AlarmJson>;

/** Which bot, for what is about more than its own page. */
export const BotRef = z.strictObject({
  id: z.string(),
  environment: z.strictObject({ name: z.string(), title: z.string() }),
  namespace: z.string(),
  kind: Kind,
  name: z.string(),
  title: z.string(),
  /** What its object's team label says; null where it has none. Text from the cluster. */
  team: z.string().nullable(),
  /** Page of the bot, a path on this host. */
  path: z.string(),
});
export type BotRef = z.infer<typeof BotRef>;

export const BotAlarmJson = AlarmJson.extend({ bot: BotRef });
export type BotAlarmJson = z.infer<typeof BotAlarmJson>;

/** What people who talk to customers are to know of a bot. One whose time is over is not given. */
export const SupportNoteJson = z.strictObject({
  text: z.string(),
  by: z.string(),
  at: z.string(),
  /** Not shown from then on; null: until somebody removes it. */
  until: z.string().nullable(),
});
export type SupportNoteJson = z.infer<typeof SupportNoteJson>;

export const BotJson = BotRef.extend({
  archivedAt: z.string().nullable(),
  verdict: Verdict,
  verdictReasons: z.array(z.string()),
  verdictSince: z.string(),
  sight: BotSight,
  sightAt: z.string(),
  live: RolloutJson.nullable(),
  /** The default target of a rollback, or why there is none. */
  target: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("chosen"), release: ReleaseJson, because: z.enum(["known-good", "was-available", "imported"]) }),
    z.strictObject({ kind: z.literal("none"), because: z.enum(["only-one-release", "all-others-bad", "none-worked", "archived"]) }),
  ]),
  /** Holds that stand. */
  holds: z.array(HoldJson),
  /** A release in quarantine is live again. */
  alarm: AlarmJson.nullable(),
  /** The rollback that brought what is live, where it has ended and can be undone. */
  undoable: z.strictObject({ rollbackId: z.string(), fromVersion: z.string() }).nullable(),
  supportNote: SupportNoteJson.nullable(),
  /** The rollback that runs now, if one does. */
  activeRollback: z
    .strictObject({ id: z.string(), phase: z.string(), startedAt: z.string(), startedBy: z.string(), toVersion: z.string() })
    .nullable(),
});
export type BotJson = z.infer<typeof BotJson>;

/** A slot of time in a strip, until the next one begins. */
export const VerdictSlot = z.strictObject({
  from: z.string(),
  /** The worst of it: failing before degraded; where neither was, whichever of healthy and unknown lasted longer; null: nothing ran. */
  verdict: Verdict.nullable(),
  /** How many seconds of it were so. */
  seconds: z.int(),
});
export type VerdictSlot = z.infer<typeof VerdictSlot>;

/** A rollout with how it was over its life, in as many slots of equal length; empty where nobody watched it. */
export const LivedRollout = RolloutJson.extend({ life: z.array(VerdictSlot) });
export type LivedRollout = z.infer<typeof LivedRollout>;

export const StripJson = z.strictObject({
  botId: z.string(),
  /** Days in UTC, oldest first; the last one is today. */
  days: z.array(VerdictSlot),
});
export type StripJson = z.infer<typeof StripJson>;

export const MarkBadInput = z.strictObject({ bad: z.boolean(), reason: z.string().trim().min(1, "Say why, in a few words.").max(500) });
export type MarkBadInput = z.infer<typeof MarkBadInput>;

export const EnvironmentJson = z.strictObject({
  name: z.string(),
  title: z.string(),
  namespaces: z.array(z.string()),
  heardAt: z.string().nullable(),
  problem: z.string().nullable(),
});
export type EnvironmentJson = z.infer<typeof EnvironmentJson>;

/** How much a page may trust what it shows: is a worker there, does it hear the clusters. */
export const Watchfulness = z.strictObject({
  /** false: nobody follows rollbacks or records releases just now. */
  workerAlive: z.boolean(),
  workerSeenAt: z.string().nullable(),
  environments: z.array(EnvironmentJson),
});
export type Watchfulness = z.infer<typeof Watchfulness>;
