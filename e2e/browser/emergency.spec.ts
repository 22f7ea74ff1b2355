import { deploy } from "../support/workloads";
import { expect, test } from "./test";
import { switchesOf, trailOf } from "./way-back";

test("a person brings a crashing bot back, and everybody sees the same thing", async ({ page, stack, signIn, badDeploy, browser }) => {
  const bot = { name: "omniserve", replicas: 3 };
  await deploy(stack, { ...bot, version: "1.1.0" });
  await badDeploy({ ...bot, env: { SENTIMENT_MODE: "strict" } });

  await signIn("kim");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("failing", { timeout: 20_000 });
  await page
    .getByRole("link", { name: /omniserve/i })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("omniserve is failing.");
  await page.getByRole("link", { name: "Rollback Production" }).click();

  const change = page.getByRole("region", { name: "container bot" });
  await expect(page.getByRole("heading", { name: "Roll back omniserve in Production" })).toBeVisible();
  await expect(change.getByText("omniserve:1.2.0")).toBeVisible();
  await expect(change.getByText("omniserve:1.1.0")).toBeVisible();
  await expect(change.getByText("SENTIMENT_MODE=strict")).toBeVisible();
  await expect(page.getByText("The cluster accepts it (dry run).")).toBeVisible();
  await page.getByRole("button", { name: "Roll back to 1.1.0" }).click();

  await page.waitForURL(/\/rollbacks\/rb_/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Recovered in /, { timeout: 30_000 });

  const other = await browser.newPage({ baseURL: stack.url });
  await other.goto(page.url());
  await expect(other).toHaveURL(/\/sign-in\?to=/);
  await other.close();

  const { body } = await stack.admin("GET", `/apis/apps/v1/namespaces/${stack.namespace}/deployments/${bot.name}`);
  expect(JSON.stringify((body as { spec: unknown }).spec)).toContain("omniserve:1.1.0");
  expect(switchesOf(stack, bot.name)).toBe(1);
  expect(await stack.db.rollback.count({ where: { bot: { name: bot.name } } })).toBe(1);
  expect(await trailOf(stack, bot.name)).toEqual(["rollback.confirm", "rollback.recovered"]);

  await page.goto("/audit");
  await expect(page.getByRole("main")).toContainText("Kim");
});

test("a viewer sees the truth and no way to press", async ({ page, stack, signIn, known }) => {
  await deploy(stack, { name: "looked-at", version: "1.0.0", replicas: 1 });
  await known("looked-at", "1.0.0", "live");
  await signIn("sam");
  await page.goto(`/bots/production/${stack.namespace}/deployment/looked-at/rollback`);
  await expect(page.getByRole("button", { name: /^Roll back to/ })).toHaveCount(0);
  await expect(page.getByText("needs an operator or a lead", { exact: false }).first()).toBeVisible();
});
