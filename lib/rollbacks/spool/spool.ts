import path from "node:path";
import type { PeopleAtHand } from "@/lib/access/people-at-hand";
import type { Workload } from "@/lib/cluster/types";
import type { JsonObject } from "@/lib/platform/json";
import { openSealedFolder, type SealedFolder } from "@/lib/platform/vault/sealed-folder";
import type { ConfigCopy } from "../schemas";

export type SpooledBot = {
  id: string;
  title: string;
  namespace: string;
  kind: string;
  name: string;
  environment: { name: string; title: string; context: string | null; stamps: string[] };
};

/** A bot's default plan, with all that carrying it out needs. Templates and contents are as they are: nothing is masked. */
export type SpooledPlan = {
  bot: SpooledBot;
  from: { id: string; version: string };
  to: { id: string; version: string };
  /** The object as it was looked at for this. */
  live: Workload;
  bring: JsonObject;
  changeCause: string | null;
  copies: ConfigCopy[];
  /** Base64 by content address. */
  contents: Record<string, string>;
  madeAt: string;
};

/** `because`: why no plan is kept for this bot, in a sentence. */
export type SpoolEntry = { plan: SpooledPlan } | { because: string };

export type SpoolIndex = {
  /** When all of it was last held against the database. */
  knownAt: string;
  people: PeopleAtHand;
  bots: SpooledBot[];
};

/** The default plan of every bot and who may carry it out, sealed in files of this machine: for when the database is gone. */
export type Spool = {
  index(): SpoolIndex | null;
  entry(botId: string): SpoolEntry | null;
  keepIndex(index: SpoolIndex): void;
  /** An entry too large to keep is kept as such. */
  keepEntry(botId: string, entry: SpoolEntry): void;
  /** Forgets all bots but these. */
  keepOnly(botIds: ReadonlySet<string>): void;
};

const MOST_BYTES_OF_ONE = 8 * 1024 * 1024;
const MOST_BYTES = 512 * 1024 * 1024;
const INDEX = "index";
const ENTRY = "bot-";

/** Below `<dataDir>/spool`. */
export function openSpool({ dataDir, secretKey }: { dataDir: string; secretKey: string }): Spool {
  const folder = openSealedFolder({ dir: path.join(dataDir, "spool"), secretKey, durable: false });
  const sizes = new Map<string, number>();
  return {
    index: () => folder.read(INDEX) as SpoolIndex | null,
    entry: (botId) => revived(folder.read(`${ENTRY}${botId}`) as SpoolEntry | null),
    keepIndex: (index) => void folder.write(INDEX, index),
    keepEntry: (botId, entry) => {
      const others = [...sizes].reduce((sum, [id, size]) => (id === botId ? sum : sum + size), 0);
      sizes.set(botId, writeBounded(folder, `${ENTRY}${botId}`, entry, MOST_BYTES - others));
    },
    keepOnly: (botIds) => {
      const gone = folder.names().filter((name) => name.startsWith(ENTRY) && !botIds.has(name.slice(ENTRY.length)));
      for (const name of gone) {
        folder.remove(name);
        sizes.delete(name.slice(ENTRY.length));
      }
    },
  };
}

function writeBounded(folder: SealedFolder, name: string, entry: SpoolEntry, room: number): number {
  const isTooLarge = Buffer.byteLength(JSON.stringify(entry)) > Math.min(MOST_BYTES_OF_ONE, room);
  return folder.write(name, isTooLarge ? { because: "Its plan is too large to be kept on this machine." } : entry);
}

function revived(entry: SpoolEntry | null): SpoolEntry | null {
  if (entry === null || !("plan" in entry)) return entry;
  const { live } = entry.plan;
  return { plan: { ...entry.plan, live: { ...live, createdAt: new Date(live.createdAt) } } };
}
