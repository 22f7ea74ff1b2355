import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { deploy } from "../support/workloads";
import { expect, test } from "./test";
import { botPath, confirm, expectRecovered, openDialog } from "./way-back";

test.use({ viewport: { width: 1280, height: 800 }, contextOptions: { reducedMotion: "reduce" } });

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

test("no screen breaks WCAG 2.2 AA, in light or in dark", async ({ page, stack, signIn, badDeploy }) => {
  const name = "open-to-all";
  await deploy(stack, { name, version: "1.1.0", replicas: 1 });
  await page.goto("/sign-in");
  await expectAccessible(page, "sign-in");
  await badDeploy({ name, env: { SENTIMENT_MODE: "strict" } });

  await signIn("kim");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("failing", { timeout: 20_000 });
  await expectAccessible(page, "fleet");
  await page.goto(botPath({ name }));
  await expect(page.getByRole("link", { name: "Rollback Production" })).toBeVisible();
  await expectAccessible(page, "bot");
  await openDialog(page, { name });
  await page.getByRole("button", { name: "choose another" }).click();
  await expectAccessible(page, "dialog");
  await confirm(page, "1.1.0");
  await expectRecovered(page);
  await expectAccessible(page, "run");
  await page.goto("/audit");
  await expect(page.getByRole("main")).toContainText("Kim");
  await expectAccessible(page, "audit");
});

async function expectAccessible(page: Page, screen: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
    const said = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(" | ")}`,
    );
    expect.soft(said, `${screen}, ${colorScheme}`).toEqual([]);
  }
}
