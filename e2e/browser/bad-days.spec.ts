import { deploy, pathOf } from "../support/workloads";
import { expect, test } from "./test";
import { confirm, expectRecovered, openDialog, switchesOf } from "./way-back";

test.beforeAll("their good releases soak together", async ({ stack }) => {
  await Promise.all(["unattended", "on-hold"].map((name) => deploy(stack, { name, version: "1.1.0", replicas: 1 })));
});

test("without a worker the click still counts, the page says that nobody follows, and the worker picks it up", async ({
  page,
  stack,
  signIn,
  badDeploy,
}) => {
  const name = "unattended";
  await badDeploy({ name });
  await signIn("kim");
  await openDialog(page, { name });

  await stack.worker.stop();
  try {
    // As if it had been gone for a while: a worker counts as absent only after some silent seconds.
    await stack.db.worker.updateMany({ data: { beatAt: new Date(Date.now() - 60_000) } });
    await confirm(page, "1.1.0");
    await expect(page.getByText("Nobody is following this run just now: the worker is absent.")).toBeVisible();
    await expect(page.locator('li[data-step="accepted"]')).toHaveAttribute("data-state", "done");
    expect(switchesOf(stack, name)).toBe(1);
  } finally {
    stack.worker.start();
  }
  await expectRecovered(page);
  await expect(page.getByText("Nobody is following")).toHaveCount(0);
  expect(switchesOf(stack, name)).toBe(1);
});

test("a paused Deployment: the button is off with the reason and the command, and on once the rollback is to resume it or somebody else did", async ({
  page,
  stack,
  signIn,
  badDeploy,
}) => {
  const name = "on-hold";
  await badDeploy({ name });
  const pause = (paused: boolean) =>
    stack.admin("PATCH", pathOf(stack.namespace, "Deployment", name), { spec: { paused } }, "application/merge-patch+json");
  await pause(true);
  await signIn("kim");
  await openDialog(page, { name });

  const button = page.getByRole("button", { name: "Roll back to 1.1.0" });
  await expect(button).toBeDisabled();
  await expect(button).toHaveAccessibleDescription(`Not possible now. ${name} is paused: no pod would be replaced.`);
  await expect(page.locator('li[data-guard="paused"][data-outcome="block"]')).toContainText(
    `kubectl -n ${stack.namespace} rollout resume deployment ${name}`,
  );

  const resume = page.getByRole("checkbox", { name: "Resume it with this rollback" });
  await resume.check();
  await expect(button).toBeEnabled();
  await resume.uncheck();
  await expect(button).toBeDisabled();

  await pause(false);
  const again = page
    .getByRole("button", { name: /^(I have read it again|Roll back to 1\.1\.0)$/ })
    .and(page.locator(":not([aria-disabled=true])"));
  await expect(again).toBeVisible();
});
