import { emailOf, PASSWORD } from "../support/stack";
import { deploy } from "../support/workloads";
import { expect, test } from "./test";
import { botPath } from "./way-back";

test("an address where no bot is says so and leads on", async ({ page, signIn }) => {
  await signIn("sam");
  const answer = await page.goto(botPath({ name: "nobody" }));
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is nothing at this address.");
  await expect(page.getByRole("main")).toContainText("Nothing was changed.");
  await page.getByRole("link", { name: "Go to the fleet" }).click();
  await expect(page).toHaveURL("/");
});

test("an ended session: one signs in again and is back on the same page", async ({ page, stack, signIn, known }) => {
  await deploy(stack, { name: "quiet", version: "1.0.0", replicas: 1 });
  await known("quiet", "1.0.0", "live");
  await signIn("ada");
  const there = botPath({ name: "quiet" });
  await page.goto(there);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("quiet is");

  await stack.db.user.update({ where: { email: emailOf("ada") }, data: { sessionVersion: { increment: 1 } } });
  await page.reload();
  await expect(page).toHaveURL(`/sign-in?to=${encodeURIComponent(there)}`);
  await page.getByLabel("E-mail").fill(emailOf("ada"));
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(there);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("quiet is");
});
