import { deploy } from "../support/workloads";
import { expect, test } from "./test";
import { botPath } from "./way-back";

test("what changes between the page's answer and its first live update is not missed", async ({ page, stack, signIn, known }) => {
  const name = "early-bird";
  await deploy(stack, { name, version: "1.1.0", replicas: 1 });
  await known(name, "1.1.0", "live");
  await signIn("kim");
  let letThrough = () => {};
  const changed = new Promise<void>((resolve) => (letThrough = resolve));
  await page.route("/api/v1/events", async (route) => {
    await changed;
    await route.continue();
  });
  await page.goto(botPath({ name }));
  await expect(page.locator('li[data-version="1.1.0"]')).toBeVisible();

  await deploy(stack, { name, version: "1.2.0", replicas: 1 });
  await known(name, "1.2.0", "live");
  letThrough();
  await expect(page.locator('li[data-version="1.2.0"]')).toBeVisible();
});
