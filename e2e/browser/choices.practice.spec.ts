import { configure, deploy } from "../support/workloads";
import { expect, test } from "./test";
import { botPath, confirm, expectRecovered, openDialog } from "./way-back";

const bot = (name: string) => ({ name, replicas: 1, config: [`${name}-rules`] });
const rules = (threshold: string) => ({ "thresholds.yaml": `escalate_above: ${threshold}\n` });

test("config alone comes back when that is chosen: its own difference, never proved; then the original is put right", async ({
  page,
  stack,
  signIn,
  known,
}) => {
  const name = "picky";
  await configure(stack, `${name}-rules`, rules("0.7"));
  await deploy(stack, { ...bot(name), version: "1.1.0" });
  await known(name, "1.1.0", "known-good");
  await configure(stack, `${name}-rules`, rules("0.2"));
  await deploy(stack, { ...bot(name), version: "1.2.0" });
  await known(name, "1.2.0", "live");
  await signIn("kim");
  await openDialog(page, { name });
  await expect(page.getByRole("region", { name: "container bot" })).toBeVisible();
  await expect(page.getByRole("definition").filter({ hasText: `${name}-rules, as ${name}-rules-lg-` })).toBeVisible();

  await page.getByRole("button", { name: "What comes back: code and config" }).click();
  await page.getByRole("radio", { name: "Config only" }).check();
  await expect(page.getByRole("region", { name: "container bot" })).toHaveCount(0);
  await expect(page.getByRole("region", { name: "thresholds.yaml" })).toContainText("escalate_above: 0.7");
  await expect(page).toHaveURL(/choice=config/);
  await expect(page.getByText("Something changed while you were reading")).toHaveCount(0);
  await page.getByLabel(/^There is a warning above/).fill(name);
  await confirm(page, "1.2.0+config.2");
  await expectRecovered(page);

  await page.goto(botPath({ name }));
  const notice = page.getByRole("heading", { name: `The next ordinary deploy brings ${name}-rules back as it is in the cluster.` });
  await expect(notice).toBeVisible();
  await expect(page.getByText(`kubectl -n ${stack.namespace} get configmap ${name}-rules-lg-`)).toBeVisible();
  await configure(stack, `${name}-rules`, rules("0.7"));
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByText("Not covered")).toBeVisible();
  await expect(notice).toHaveCount(0);
});

test("a choice that would change nothing says so, and cannot be made", async ({ page, stack, signIn, known, badDeploy }) => {
  const name = "plain-code";
  await configure(stack, `${name}-rules`, rules("0.7"));
  await deploy(stack, { ...bot(name), version: "1.1.0" });
  await known(name, "1.1.0", "known-good");
  await badDeploy(bot(name));
  await signIn("kim");
  await openDialog(page, { name });
  await page.getByRole("button", { name: "What comes back: code and config" }).click();
  const off = page.getByRole("radio", { name: "Config only" });
  await expect(off).toHaveAccessibleDescription("Not possible: No ConfigMap that both read differs.");
  await off.click({ force: true });
  await expect(off).not.toBeChecked();
  await expect(page.getByRole("radio", { name: "Code and config" })).toBeChecked();
});

test("a hidden value is shown to a lead, at an address of its own, and not offered to an operator", async ({
  page,
  stack,
  signIn,
  known,
}) => {
  const name = "discreet";
  const secret = (value: string) => ({ env: { BOT_TOKEN: value } });
  await deploy(stack, { name, replicas: 1, version: "1.1.0", ...secret("hunter-one") });
  await known(name, "1.1.0", "known-good");
  await deploy(stack, { name, replicas: 1, version: "1.2.0", ...secret("hunter-two") });
  await known(name, "1.2.0", "live");
  await signIn("kim");
  await page.goto(botPath({ name }));
  await page.getByRole("link", { name: "Changes of 1.2.0" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("1.2.0 differs from 1.1.0 in 1 image and 1 variable.");
  await expect(page.getByRole("region", { name: "container bot" })).toContainText("(another value)");
  await expect(page.getByRole("button", { name: /^Show/ })).toHaveCount(0);
  const address = page.url();

  await page.context().clearCookies();
  await signIn("lee");
  await page.goto(address);
  expect(await page.content()).not.toContain("hunter-");
  await page.getByRole("button", { name: "Show the value of BOT_TOKEN that goes" }).click();
  await expect(page.getByText("hunter-one")).toBeVisible();
  await page.getByRole("button", { name: "Hide the value of BOT_TOKEN that goes" }).click();
  await expect(page.getByText("hunter-one")).toHaveCount(0);
  await page.getByLabel("From").selectOption("1.2.0");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("1.2.0 and 1.2.0 are the same to run.");
});
