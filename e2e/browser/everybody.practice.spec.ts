import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { configure, deploy } from "../support/workloads";
import { expect, test } from "./test";
import { botPath, confirm, expectRecovered, openDialog } from "./way-back";

test.use({ viewport: { width: 1280, height: 800 }, contextOptions: { reducedMotion: "reduce" } });

test.setTimeout(150_000);

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

test("no screen breaks WCAG 2.2 AA, in light or in dark", async ({ page, stack, signIn, known, badDeploy }) => {
  const name = "open-to-all";
  const bot = { name, replicas: 1, config: ["tone"], env: { BOT_TOKEN: "for-nobody" } };
  await configure(stack, "tone", { "tone.yaml": "mood: kind\n" });
  await deploy(stack, { ...bot, version: "1.1.0" });
  await page.goto("/sign-in");
  await expectAccessible(page, "sign-in");
  await known(name, "1.1.0", "known-good");
  await configure(stack, "tone", { "tone.yaml": "mood: strict\n" });
  await badDeploy({ ...bot, env: { BOT_TOKEN: "for-somebody" } });

  await signIn("lee");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("failing", { timeout: 20_000 });
  await expectAccessible(page, "fleet");
  await page.goto(botPath({ name }));
  await expect(page.getByRole("link", { name: "Rollback Production" })).toBeVisible();
  await expectAccessible(page, "bot");
  await page.getByRole("link", { name: "Changes of 1.2.0" }).click();
  await page.getByRole("button", { name: "Show the value of BOT_TOKEN that comes" }).click();
  await expect(page.getByText("for-somebody")).toBeVisible();
  await expectAccessible(page, "difference");
  await openDialog(page, { name });
  await page.getByRole("button", { name: "choose another" }).click();
  await page.getByRole("button", { name: "What comes back: code and config" }).click();
  await expectAccessible(page, "dialog");
  await confirm(page, "1.1.0");
  await expectRecovered(page);
  await expectAccessible(page, "run");
  await page.goto(botPath({ name }));
  await expect(page.getByRole("heading", { name: "The next ordinary deploy brings tone back" })).toBeVisible();
  await page.getByText("What that deploy would change").click();
  await page.getByText("mood: strict").last().scrollIntoViewIfNeeded(); // what is out of view keeps the colours of the scheme before
  await expectAccessible(page, "bot after a rollback of config");
  await page.goto("/audit");
  await expect(page.getByRole("main")).toContainText("looked at the hidden value");
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
