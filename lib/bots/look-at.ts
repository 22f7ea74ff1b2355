import { createHash } from "node:crypto";
import type { Revision } from "@/lib/cluster/types";
import { judge } from "@/lib/health/judge";
import type { Judgement } from "@/lib/health/types";
import { templateDigests } from "./canonical-template";
import { liveRevision } from "./live-revision";
import { configOf } from "./config/config-of";
import type { SeenConfig } from "./record-release";
import type { BotSight } from "./schemas";
import { sightOf } from "./sight-of";
import { ownersKey } from "./template-owners";
import { titleOf } from "./title-of";
import type { Snapshot } from "./types";

export type Look = {
  current: Revision | null;
  judgement: Judgement;
  sight: BotSight;
  /** Every desired replica runs the live template and is available. */
  available: boolean;
  /** null where config is out of sight. */
  config: SeenConfig | null;
  /** Equal for looks that say the same: what need not be recorded twice. */
  key: string;
};

const NONE: ReadonlySet<string> = new Set();

/** What a snapshot of a bot means at this moment. `rewritten`: ConfigMaps that controllers rewrite, which are part of no release. */
export function lookAt(snapshot: Snapshot, now: Date, rewritten = NONE): Look {
  const { workload, revisions, pods, refusal } = snapshot;
  const current = liveRevision(workload, revisions);
  const judgement = judge({ workload, current, pods, refusal: refusal ?? null }, now);
  const sight = sightOf({ workload, current, pods }, now);
  // Not by the workload's own counts: those of a Deployment count the available pods of every release.
  const available = judgement.verdict === "healthy";
  const { exact } = templateDigests(workload.template);
  const config = snapshot.config && configOf(workload.template, snapshot.config, rewritten);
  const owners = ownersKey(workload.fieldOwners);
  const parts = [
    workload.uid,
    titleOf(workload),
    exact,
    owners,
    config?.config,
    current?.uid,
    current?.number,
    judgement,
    sight,
    revisions.length,
  ];
  return { current, judgement, sight, available, config, key: createHash("sha256").update(JSON.stringify(parts)).digest("base64") };
}
