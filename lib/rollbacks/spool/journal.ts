import path from "node:path";
import type { Workload } from "@/lib/cluster/types";
import { openSealedFolder } from "@/lib/platform/vault/sealed-folder";
import type { SpooledPlan } from "./spool";

/** What came of it, in words; `live` is the object as the cluster answered. */
export type OfflineOutcome = { kind: "accepted"; live: Workload } | { kind: "failed" | "superseded" | "unknown"; sentence: string };

/** A rollback that somebody at the terminal began while the database was gone. */
export type OfflineAct = {
  /** The rollback's, which is on the object too. */
  id: string;
  planId: string;
  /** The account of the machine that began it. */
  by: string;
  reason: string | null;
  at: string;
  plan: SpooledPlan;
  /** null: nobody wrote down what came of it. */
  outcome: OfflineOutcome | null;
};

/** Acts that the database does not know yet, sealed in files of this machine, one each. */
export type Journal = {
  /** Replaces what was written of it, durably: it is there when this returns. */
  write(act: OfflineAct): void;
  all(): OfflineAct[];
  remove(id: string): void;
};

/** Below `<dataDir>/offline`. */
export function openJournal({ dataDir, secretKey }: { dataDir: string; secretKey: string }): Journal {
  const folder = openSealedFolder({ dir: path.join(dataDir, "offline"), secretKey, durable: true });
  return {
    write: (act) => void folder.write(act.id, act),
    all: () => folder.names().flatMap((name) => (folder.read(name) as OfflineAct | null) ?? []),
    remove: (id) => folder.remove(id),
  };
}
