import { deploy } from "../support/workloads";
import { expect, test } from "./test";
import { botPath, openDialog } from "./way-back";

test.beforeAll("their first releases settle together", async ({ stack }) => {
  await Promise.all([
    deploy(stack, { name: "gambler", version: "1.0.0", behaviour: "never-ready", replicas: 1 }),
    deploy(stack, { name: "suspect", version: "1.1.0", replicas: 1 }),
  ]);
});

test("a release that was never proved asks for the bot's name", async ({ page, stack, signIn, known, badDeploy }) => {
  const name = "gambler";
  await known(name, "1.0.0", "live");
  await deploy(stack, { name, version: "1.1.0", replicas: 1 });
  await badDeploy({ name });
  await signIn("kim");
  await openDialog(page, { name });
  await expect(page.getByLabel(/^There is a warning above/)).toHaveCount(0);

  await page.getByRole("button", { name: "choose another" }).click();
  await page.getByRole("radio", { name: /1\.0\.0/ }).check();
  await expect(page.locator('li[data-guard="proved"][data-outcome="warn"]')).toContainText("1.0.0 was never seen");
  const button = page.getByRole("button", { name: "Roll back to 1.0.0" });
  await expect(button).toBeDisabled();
  await expect(button).toHaveAccessibleDescription(`Type ${name} above first.`);
  await page.getByLabel(/Type/).fill("gamble");
  await expect(button).toBeDisabled();
  await page.getByLabel(/Type/).fill(name);
  await expect(button).toBeEnabled();
  await page.reload();
  await expect(page.getByRole("button", { name: "Roll back to 1.0.0" })).toBeDisabled();
});

test("a release marked bad is not chosen any more, until its quarantine is lifted", async ({ page, signIn, badDeploy }) => {
  const name = "suspect";
  await badDeploy({ name });
  await signIn("lee");
  await page.goto(botPath({ name }));
  await expect(page.getByRole("link", { name: "Rollback Production" })).toBeVisible();

  const row = page.locator('li[data-version="1.1.0"]');
  await row.getByRole("button", { name: /^Mark as bad…/ }).click();
  await row.getByLabel("What is wrong with 1.1.0?").fill("It promised refunds");
  await row.getByRole("button", { name: "Mark as bad", exact: true }).click();
  await expect(row).toContainText("Lee: “It promised refunds”");
  await expect(page.getByRole("link", { name: "Rollback Production" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Rollback Production" })).toHaveAccessibleDescription(
    /Every other release is in quarantine/,
  );

  await row.getByRole("button", { name: /^Lift the quarantine…/ }).click();
  await row.getByLabel("Why is 1.1.0 all right after all?").fill("It was another bot");
  await row.getByRole("button", { name: "Lift the quarantine", exact: true }).click();
  await expect(page.getByRole("link", { name: "Rollback Production" })).toBeVisible();
  await expect(row).not.toContainText("refunds");
  await page.goto("/audit");
  await expect(page.getByRole("row", { name: /Lee marked suspect 1\.1\.0 in production bad · “It promised refunds”/i })).toBeVisible();
});
