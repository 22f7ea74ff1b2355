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

/** How often the cluster was really told to switch this bot: dry runs aside, and giving the fields of a switch back is another patch. */
export function switchesOf({ auditLog, namespace }: Pick<Stack, "auditLog" | "namespace">, name: string): number {
  const ours = writes(auditLog, { verb: "patch", namespace, name });
  const isSwitch = ({ requestURI, requestObject }: (typeof ours)[number]) =>
    requestURI.includes("fieldManager=lastgood") &&
    !requestURI.includes("dryRun") &&
    !JSON.stringify(requestObject).includes("/metadata/managedFields");
  return ours.filter(isSwitch).length;
}

/** What the audit has of this bot's rollbacks, oldest first. */
export async function trailOf({ db }: Pick<Stack, "db">, name: string): Promise<string[]> {
  const { id: botId } = await db.bot.findFirstOrThrow({ where: { name } });
  const entries = await db.auditEntry.findMany({ where: { botId, action: { startsWith: "rollback." } }, orderBy: { seq: "asc" } });
  return entries.map(({ action }) => action);
}
