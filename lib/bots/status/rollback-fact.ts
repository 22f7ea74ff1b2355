import type { Actor } from "@/lib/access/types";
import { actorInWords } from "@/lib/access/actor-in-words";
import type { BotStatus } from "./schemas";

/** For how long a rollback is told of after its end. */
export const LATELY_MS = 24 * 60 * 60 * 1_000;

export type LastRollback = {
  id: string;
  phase: string;
  startedAt: Date;
  startedBy: unknown;
  reason: string | null;
  undoes: string | null;
  toVersion: string;
};

/** What the last rollback of a bot means for those who ask about the bot today; null where something else runs since. */
export function rollbackFact(
  last: LastRollback,
  { live, healthy }: { live: { rollbackId: string | null; since: Date } | null; healthy: boolean },
): BotStatus["rollback"] {
  const { phase, toVersion, reason } = last;
  const at = last.startedAt.toISOString();
  const undoes = last.undoes !== null;
  const brought = live?.rollbackId === last.id;
  switch (phase) {
    case "applying":
    case "following":
    case "verifying":
      return { kind: "running", at, toVersion, undoes, by: actorInWords(last.startedBy as Actor) };
    case "recovered":
      return brought ? { kind: "brought", at, undoes, reason } : null;
    case "failed":
    case "errored":
    case "aborted":
      // It may come up late: what runs and is well counts, not how the run ended.
      if (brought && healthy) return { kind: "brought", at, undoes, reason };
      return brought || !live || live.since < last.startedAt ? { kind: "unsuccessful", at, toVersion } : null;
    default:
      return null;
  }
}
