import { deploy } from "../support/workloads";
import { expect, test } from "./test";
import { botPath, confirm, expectRecovered, openDialog } from "./way-back";

const name = "returning";

test.beforeAll("its good release soaks", ({ stack }) => deploy(stack, { name, version: "1.1.0", replicas: 1 }));

test("what a rollback left and somebody brings again is an alarm on whatever page is open, until it is left again; the hold is lifted, and the rollback undone by name", async ({
  page,
  stack,
  signIn,
  badDeploy,
}) => {
  await badDeploy({ name });
  await signIn("kim");
  await openDialog(page, { name });
  await confirm(page, "1.1.0");
  await expectRecovered(page);
  const run = page.url();
  await expect(page.getByText(/^Held until .+ by Kim: do not bring 1\.2\.0 back\./)).toBeVisible();

  await page.goto("/audit");
  const alarm = page.locator("[data-alarm]").filter({ hasText: name });
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(alarm).toHaveCount(0);
  await deploy(stack, { name, version: "1.2.0", behaviour: "crash", replicas: 1 });
  await expect(alarm).toContainText("1.2.0 is back on returning in Production: ci-release brought it");

  await page.goto(run);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Recovered in .+\. 1\.2\.0 was put back .+ by ci-release\.$/);
  await alarm.getByRole("link", { name: "Roll back again" }).click();
  await confirm(page, "1.1.0");
  await expectRecovered(page);
  await expect(alarm).toHaveCount(0);

  await page.goto(botPath({ name }));
  await page.getByRole("button", { name: "Lift…" }).click();
  await page.getByLabel("Why may 1.2.0 be brought back?").fill("The model was fixed");
  await page.getByRole("button", { name: "Lift the hold" }).click();
  await expect(page.getByText(/^Held until/)).toHaveCount(0);

  await page.getByRole("link", { name: "Undo this rollback" }).click();
  await expect(page.getByRole("heading", { name: `Undo the rollback of ${name} in Production` })).toBeVisible();
  await expect(page.locator('li[data-guard="quarantine"][data-outcome="warn"]')).toContainText("undoing the rollback lifts that");
  const button = page.getByRole("button", { name: "Undo, back to 1.2.0" });
  await expect(button).toBeDisabled();
  await page.getByLabel(/Type/).fill(name);
  await expect(button).toBeEnabled();
});
