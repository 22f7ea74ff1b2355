import { expect, type Page } from "@playwright/test";
import type { WorkloadKind } from "@/lib/cluster/types";
import { writes } from "../support/audit-log";
import { NAMESPACE, type Stack } from "../support/stack";

export type BotRef = { name: string; kind?: WorkloadKind };

export function botPath({ name, kind = "Deployment" }: BotRef): string {
  return `/bots/production/${NAMESPACE}/${kind.toLowerCase()}/${name}`;
}

/** Opens a bot's dialog by its address and waits until the cluster has answered the dry run. */
export async function openDialog(page: Page, bot: BotRef): Promise<void> {
  await page.goto(`${botPath(bot)}/rollback`);
  await expect(page.getByRole("heading", { name: `Roll back ${bot.name} in Production` })).toBeVisible();
  await expect(page.locator('li[data-guard="dry-run"]')).toBeVisible();
}

/** Presses the red button and waits for the run's page. */
export async function confirm(page: Page, version: string): Promise<void> {
  await page.getByRole("button", { name: `Roll back to ${version}` }).click();
  await page.waitForURL(/\/rollbacks\/rb_/);
}

export async function expectRecovered(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Recovered in /, { timeout: 30_000 });
}

/** How often the cluster was really told to switch this bot: dry runs aside. */
export function switchesOf({ auditLog, namespace }: Pick<Stack, "auditLog" | "namespace">, name: string): number {
  const ours = writes(auditLog, { verb: "patch", namespace, name });
  return ours.filter(({ requestURI }) => requestURI.includes("fieldManager=lastgood") && !requestURI.includes("dryRun")).length;
}

/** What the audit has of this bot's rollbacks, oldest first. */
export async function trailOf({ db }: Pick<Stack, "db">, name: string): Promise<string[]> {
  const { id: botId } = await db.bot.findFirstOrThrow({ where: { name } });
  const entries = await db.auditEntry.findMany({ where: { botId, action: { startsWith: "rollback." } }, orderBy: { seq: "asc" } });
  return entries.map(({ action }) => action);
}
