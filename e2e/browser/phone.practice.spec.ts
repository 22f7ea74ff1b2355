import type { Locator, Page } from "@playwright/test";
import { configure, deploy } from "../support/workloads";
import { expect, test } from "./test";
import { expectRecovered } from "./way-back";

test.use({ viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true });

test("the emergency path on a phone: one thumb, no sideways scrolling", async ({ page, stack, signIn, known, badDeploy }) => {
  const name = "pocket";
  const config = ["rules-of-the-support-department-for-nights-and-weekends"];
  await configure(stack, config[0] ?? "", { "a-file-whose-name-is-long.yaml": `words: ${"kind-".repeat(40)}\n` });
  await deploy(stack, { name, version: "1.1.0", replicas: 1, config });
  await known(name, "1.1.0", "known-good");
  await configure(stack, config[0] ?? "", { "a-file-whose-name-is-long.yaml": `words: ${"harsh-".repeat(40)}\n` });
  const longEnv = { SENTIMENT_RULES_OF_THE_SUPPORT_DEPARTMENT: "strict,".repeat(20) };
  await badDeploy({ name, env: longEnv, config });

  await signIn("kim");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("failing", { timeout: 20_000 });
  await expectNoSidewaysScroll(page, "fleet");
  const row = page.getByRole("link", { name: `Roll back ${name} in Production to 1.1.0` });
  await expectBigEnough(row);
  await page.getByRole("link", { name, exact: true }).tap();

  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`${name} is failing.`);
  await expectNoSidewaysScroll(page, "bot");
  const open = page.getByRole("link", { name: "Rollback Production" });
  await expectAtTheBottom(page, open);
  await open.tap();

  await expect(page.getByRole("region", { name: "container bot" })).toContainText("SENTIMENT_RULES");
  await expect(page.locator('li[data-guard="dry-run"]')).toBeAttached();
  await expectNoSidewaysScroll(page, "dialog");
  const red = page.getByRole("button", { name: "Roll back to 1.1.0" });
  await expectAtTheBottom(page, red);
  await expectBigEnough(page.getByRole("link", { name: "Cancel" }));
  await expectBigEnough(page.getByRole("button", { name: "choose another" }));
  const choice = page.getByRole("button", { name: "What comes back: code and config" });
  await expectBigEnough(choice);
  await choice.tap();
  await expectNoSidewaysScroll(page, "dialog with its choice");
  await choice.tap();
  await expectBigEnough(page.getByRole("button", { name: "wrong answers" }));
  await red.tap();

  await page.waitForURL(/\/rollbacks\/rb_/);
  await expectNoSidewaysScroll(page, "run");
  await expectRecovered(page);
  await expectNoSidewaysScroll(page, "run at its end");
  const back = page.getByRole("link", { name: `Open ${name}` });
  await expectBigEnough(back);
  await back.tap();
  await expect(page.getByRole("heading", { name: "The next ordinary deploy brings" })).toBeVisible();
  await page.getByText("What that deploy would change").tap();
  await expectNoSidewaysScroll(page, "bot after a rollback of config");
  await page.getByRole("link", { name: "Changes of 1.2.0" }).tap();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("1.2.0 differs from 1.1.0");
  await expectNoSidewaysScroll(page, "difference");
  await expectBigEnough(page.getByLabel("From"));
});

async function expectNoSidewaysScroll(page: Page, screen: string): Promise<void> {
  const [wide, window] = await page.evaluate(() => [document.scrollingElement?.scrollWidth ?? Infinity, innerWidth]);
  expect(wide, `width of ${screen}`).toBeLessThanOrEqual(360);
  expect(window, `window at ${screen}`).toBe(360);
}

async function expectBigEnough(target: Locator): Promise<void> {
  const box = await target.boundingBox();
  expect(box?.height, `height of ${String(target)}`).toBeGreaterThanOrEqual(44);
  expect(box?.width, `width of ${String(target)}`).toBeGreaterThanOrEqual(44);
}

/** Where a thumb is, without scrolling first. */
async function expectAtTheBottom(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeInViewport({ ratio: 1 });
  expect(await page.evaluate(() => scrollY)).toBe(0);
  const { y = 0, height = 0 } = (await target.boundingBox()) ?? {};
  expect(y, "top of the button").toBeGreaterThan(640 / 2);
  expect(y + height).toBeLessThanOrEqual(640);
  await expectBigEnough(target);
}
