import { setTimeout as delay } from "node:timers/promises";
import type { Database } from "@/lib/platform/db";
import { applyBadDeploy } from "@/lib/sandbox/bad-deploy";
import { applyBadEdit } from "@/lib/sandbox/bad-edit";
import { wasDeployed, wasEdited } from "./was-told";

const LOOK_EVERY_MS = 1_000;

type Told = { db: Database; url: string; signal: AbortSignal };
type Chapter = {
  /** After the one before it, or after the page is up. */
  afterMs: number;
  /** The release that must be known good before it is broken. */
  bot: string;
  version: string;
  wasTold(url: string): Promise<boolean>;
  tell(url: string): Promise<void>;
};

const STORY: readonly Chapter[] = [
  { afterMs: 30_000, bot: "omniserve", version: "1.1.0", wasTold: wasDeployed, tell: applyBadDeploy },
  { afterMs: 120_000, bot: "knowledge-search", version: "3.4.2", wasTold: wasEdited, tell: applyBadEdit },
];

/**
 * Half a minute after the page is up OmniServe 1.2.0 is deployed, two minutes later Knowledge search's config is edited, each once in the
 * life of the demo's data and not before there is something known good to go back to. Ends early when `signal` is aborted.
 */
export async function tellTheStory({ db, url, signal }: Told): Promise<void> {
  for (const { afterMs, bot, version, wasTold, tell } of STORY) {
    if (await wasTold(url)) continue;
    await delay(afterMs, undefined, { signal });
    while (!(await isKnownGood(db, bot, version).catch(() => false))) await delay(LOOK_EVERY_MS, undefined, { signal });
    if (!(await wasTold(url))) await tell(url);
  }
}

async function isKnownGood(db: Database, bot: string, version: string): Promise<boolean> {
  return (await db.release.count({ where: { bot: { name: bot }, version, knownGoodAt: { not: null } } })) > 0;
}
