import { setTimeout as delay } from "node:timers/promises";
import type { Database } from "@/lib/platform/db";
import { applyBadDeploy } from "@/lib/sandbox/bad-deploy";

const CALM_BEFORE_MS = 30_000;
const LOOK_EVERY_MS = 1_000;

/**
 * Half a minute after the page is up, and not before 1.1.0 is known good, OmniServe 1.2.0 is deployed: once in the life of the demo's data.
 * Ends early when `signal` is aborted.
 */
export async function tellTheStory({ db, url, signal }: { db: Database; url: string; signal: AbortSignal }): Promise<void> {
  if (await wasDeployed(url)) return;
  await delay(CALM_BEFORE_MS, undefined, { signal });
  while (!(await isKnownGood(db).catch(() => false))) await delay(LOOK_EVERY_MS, undefined, { signal });
  if (!(await wasDeployed(url))) await applyBadDeploy(url);
}

async function isKnownGood(db: Database): Promise<boolean> {
  const release = { bot: { name: "omniserve" }, version: "1.1.0", knownGoodAt: { not: null } };
  return (await db.release.count({ where: release })) > 0;
}

/** Also by the person, with kubectl, and also if it was rolled back since: its ReplicaSet stays. */
async function wasDeployed(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/apis/apps/v1/namespaces/support/replicasets`);
  return (await answer.text()).includes("registry.example/omniserve:1.2.0");
}
