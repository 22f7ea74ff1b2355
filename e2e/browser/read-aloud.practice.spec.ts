import { deploy } from "../support/workloads";
import { hear } from "./said";
import { expect, test } from "./test";
import { botPath, expectRecovered } from "./way-back";

test.use({ viewport: { width: 1440, height: 900 } });

test("the emergency path as a screen reader has it: each thing with its role and name, each phase of the run said once", async ({
  page,
  stack,
  signIn,
  badDeploy,
}) => {
  const name = "read-aloud";
  await deploy(stack, { name, version: "1.1.0", replicas: 1 });
  await badDeploy({ name });
  await signIn("kim");
  const row = page.getByRole("listitem").filter({ has: page.getByRole("link", { name, exact: true }) });
  await expect(page.locator('[data-verdict="failing"]').and(row)).toBeVisible({ timeout: 20_000 });
  console.log(await row.ariaSnapshot());

  await page.goto(botPath({ name }));
  console.log(await page.getByRole("main").ariaSnapshot());
  await page.getByRole("link", { name: "Rollback Production" }).click();
  await expect(page.locator('li[data-guard="dry-run"]')).toBeAttached();
  console.log(await page.getByRole("main").ariaSnapshot());

  const ear = await hear(page);
  await page.getByRole("button", { name: "Roll back to 1.1.0" }).click();
  await page.waitForURL(/\/rollbacks\/rb_/);
  await expectRecovered(page);
  console.log(await page.getByRole("main").ariaSnapshot());
  const said = await ear.said();
  console.log(said);
  expect(said).toEqual([...new Set(said)]);
});
