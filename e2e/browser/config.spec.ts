import type { Page } from "@playwright/test";
import { configure, deploy } from "../support/workloads";
import { filesInPods, formerTemplates, mapsOf, ourMapWrites, seenBy, templateOf } from "./config-in-cluster";
import { expect, test } from "./test";
import { botPath, confirm, expectRecovered, openDialog } from "./way-back";

const GOOD = { "thresholds.yaml": "escalate_above: 0.7\ntone: kind\n" };
const BAD = { "thresholds.yaml": "escalate_above: 0.2\ntone: kind\n" };
const bot = (name: string) => ({ name, replicas: 1, config: [`${name}-rules`] });
const NAMES = ["tuned", "reshaped", "undone"];

test.beforeAll("their good releases soak together", async ({ stack }) => {
  await Promise.all(
    NAMES.map(async (name) => {
      await configure(stack, `${name}-rules`, GOOD);
      await deploy(stack, { ...bot(name), version: "1.1.0" });
    }),
  );
});

test("an edit in place breaks a bot: it is a release of its own, and comes back without touching anybody's map", async ({
  page,
  stack,
  signIn,
  known,
}) => {
  const [name = ""] = NAMES;
  await known(name, "1.1.0", "known-good");
  const before = await seenBy(stack, name);
  await signIn("kim");
  await page.goto(botPath({ name }));
  await configure(stack, `${name}-rules`, BAD);
  const row = page.locator('li[data-version="1.1.0+config.2"]');
  await expect(row).toContainText("config only", { timeout: 5_000 });
  const edited = await mapsOf(stack);

  await openDialog(page, { name });
  await expect(page.getByRole("region", { name: "thresholds.yaml" })).toContainText("escalate_above: 0.7");
  await confirm(page, "1.1.0");
  await expectRecovered(page);
  await expect(page.locator('li[data-step="config-copied"]')).toHaveAttribute("data-state", "done");
  expect(await seenBy(stack, name)).toEqual(before);
  expect(await mapsOf(stack)).toEqual(expect.arrayContaining(edited));
  expect(ourMapWrites(stack, name).map(({ verb }) => verb)).toEqual(["create"]);
});

test("a deploy that changed code and config comes back whole", async ({ page, stack, signIn, known }) => {
  const [, name = ""] = NAMES;
  await known(name, "1.1.0", "known-good");
  const before = await seenBy(stack, name);
  await configure(stack, `${name}-rules`, BAD);
  await deploy(stack, { ...bot(name), version: "1.2.0", behaviour: "crash" });
  await known(name, "1.2.0", "live");
  await signIn("kim");
  await openDialog(page, { name });
  await expect(page.getByRole("region", { name: "container bot" })).toContainText("omniserve:1.1.0");
  await expect(page.getByRole("region", { name: "thresholds.yaml" })).toContainText("escalate_above: 0.7");
  await confirm(page, "1.1.0");
  await expectRecovered(page);
  expect(await seenBy(stack, name)).toEqual(before);
  expect(JSON.stringify(await templateOf(stack, name))).toContain("omniserve:1.1.0");
  await page.goto(botPath({ name }));
  await expect(page.getByRole("main")).toContainText(`${name}-rules`);
});

test("a rollback of config is undone: the edited content is live again, and the copy stays for the release that was left", async ({
  page,
  stack,
  signIn,
  known,
}) => {
  const [, , name = ""] = NAMES;
  await known(name, "1.1.0", "known-good");
  const template = await templateOf(stack, name);
  await configure(stack, `${name}-rules`, BAD);
  await known(name, "1.1.0+config.2", "live");
  const edited = await mapsOf(stack);
  await signIn("kim");
  await openDialog(page, { name });
  await confirm(page, "1.1.0");
  await expectRecovered(page);
  expect(await filesInPods(stack, name)).toEqual([GOOD["thresholds.yaml"]]);
  const copied = await mapsOf(stack);

  await page.getByRole("link", { name: `Open ${name}` }).click();
  await expect(page.locator('li[data-version="1.1.0"]').first()).toContainText("live");
  await goBackTo(page, { name, version: "1.1.0+config.2" });
  await expectRecovered(page);
  await expect(page.locator('li[data-step="config-copied"]')).toHaveCount(0);
  await page.getByRole("link", { name: `Open ${name}` }).click();
  await expect(page.locator('li[data-version="1.1.0+config.2"]').first()).toContainText("live");

  expect(await templateOf(stack, name)).toEqual(template);
  await expect.poll(() => filesInPods(stack, name)).toEqual([BAD["thresholds.yaml"]]);
  const after = await mapsOf(stack);
  expect(after).toEqual(expect.arrayContaining(edited));
  expect(after).toEqual(expect.arrayContaining(copied));
  expect(ourMapWrites(stack, name).map(({ verb }) => verb)).toEqual(["create"]);
  const copy = after.map(({ metadata }) => metadata.name).find((map) => map.startsWith(`${name}-rules-lg-`));
  expect(await formerTemplates(stack, name)).toContain(`"name":"${copy}"`);
});

async function goBackTo(page: Page, { name, version }: { name: string; version: string }): Promise<void> {
  await page
    .locator(`li[data-version="${version}"]`)
    .first()
    .getByRole("link", { name: /^Roll back to / })
    .click();
  await expect(page.locator('li[data-guard="dry-run"]')).toBeVisible();
  const typed = page.getByLabel(/Type/);
  if (await typed.isVisible()) await typed.fill(name);
  await confirm(page, version);
}
