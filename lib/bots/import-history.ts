import type { Revision, Workload } from "@/lib/cluster/types";
import { newId } from "@/lib/platform/ids";
import type { JsonObject } from "@/lib/platform/json";
import type { VaultCtx } from "./ctx";
import { causeOf } from "./describe-release";
import type { ReleaseIdentity } from "./find-release";
import { identify, recordRelease } from "./record-release";

type History = {
  botId: string;
  workload: Workload;
  revisions: readonly Revision[];
  current: Revision | null;
  stamps: readonly string[];
  liveSince: Date;
  at: Date;
};

/**
 * Records what the cluster still remembers and nobody watched: "seen, never observed". Only revisions older than the live one count:
 * a newer one is a deploy that is about to be seen live. Returns when the imported releases went live.
 */
export async function importHistory(tx: VaultCtx, history: History): Promise<Date[]> {
  const { botId, stamps, at } = history;
  const older = olderRevisions(history);
  const starts = startsOf(older, history.liveSince);
  const recorded = await recordedCodes(tx, history, older);

  const imported: Date[] = [];
  let formerCause: string | null = null;
  for (const [index, revision] of older.entries()) {
    const { template, annotations } = revision;
    if (recorded.has(template)) {
      formerCause = causeOf(annotations);
      continue;
    }
    const release = await recordRelease(tx, {
      botId,
      template,
      config: null,
      annotations,
      labels: {},
      fieldOwners: [],
      stamps,
      formerCause,
      at,
      origin: "imported",
    });
    formerCause = causeOf(annotations);
    if (!release.isNew) continue;

    const since = starts[index] ?? history.liveSince;
    const until = starts[index + 1] ?? history.liveSince;
    const broughtBy = { manager: null, at: null, person: null, why: release.changeCause };
    await tx.db.rollout.create({
      data: { id: newId("rol"), botId, releaseId: release.id, since, until, broughtBy, origin: "imported", revision: revision.number },
    });
    imported.push(since);
  }
  return imported;
}

/** Templates of which some release is recorded already. What refers to no ConfigMap is left to be looked at: a gap in its record may be filled. */
async function recordedCodes(tx: VaultCtx, { botId, stamps }: History, older: readonly Revision[]): Promise<Set<JsonObject>> {
  const identities = older.map(({ template }) => ({ template, ...identify({ template, config: null, stamps }) }));
  const codes = [...new Set(identities.map(({ codeHash }) => codeHash))];
  if (codes.length === 0) return new Set();
  const rows = await tx.db.release.findMany({ where: { botId, codeHash: { in: codes } }, select: { codeHash: true, hashVersion: true } });
  const isRecorded = ({ codeHash, config }: ReleaseIdentity) =>
    rows.some((row) => row.codeHash === codeHash && (config === null || row.hashVersion === 2));
  return new Set(identities.filter(isRecorded).map(({ template }) => template));
}

/** Oldest first. While the live template has no revision yet, all that there are came before it. */
function olderRevisions({ workload, revisions, current }: History): Revision[] {
  const before = current === null ? Infinity : (current.number ?? 0);
  return revisions
    .filter(({ ownerUid, number }) => ownerUid === workload.uid && number !== null && number < before)
    .sort((a, b) => (a.number ?? 0) - (b.number ?? 0));
}

/**
 * When each went live: at its creation, but after the one before it (a revision that came back has its first creation time) and before the live one. A millisecond
 * apart at least, because the cluster's times are whole seconds and history has an order.
 */
function startsOf(older: readonly Revision[], liveSince: Date): Date[] {
  const starts: number[] = [];
  for (const { createdAt } of older) starts.push(Math.max(createdAt.getTime(), (starts.at(-1) ?? -Infinity) + 1));
  let next = liveSince.getTime();
  return starts
    .reverse()
    .map((start) => new Date((next = Math.min(start, next - 1))))
    .reverse();
}
