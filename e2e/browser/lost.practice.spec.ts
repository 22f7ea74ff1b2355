import type { APIResponse } from "@playwright/test";
import { emailOf, PASSWORD } from "../support/stack";
import { deploy } from "../support/workloads";
import { expect, test } from "./test";
import { botPath } from "./way-back";

test("an address where no bot is says so and leads on", async ({ page, signIn }) => {
  await signIn("sam");
  const answer = await page.goto(botPath({ name: "nobody" }));
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is no bot nobody.");
  await expect(page.getByRole("main")).toContainText("Nothing was changed.");
  await page.getByRole("link", { name: "Go to the fleet" }).click();
  await expect(page).toHaveURL("/");
});

test("an address or a method that the API does not have is answered with a problem", async ({ request }) => {
  const said = async (answer: APIResponse) => ({
    status: answer.status(),
    type: answer.headers()["content-type"],
    allow: answer.headers().allow,
    code: ((await answer.json()) as { code: string }).code,
  });
  const type = "application/problem+json";
  for (const address of ["/api/v1", "/api/v1/bot", "/api/v1/bots/x/y/z"])
    expect(await said(await request.get(address))).toEqual({ status: 404, type, code: "not-found", allow: undefined });
  for (const [method, address, allow] of [
    ["DELETE", "/api/v1/bots", "GET, HEAD, OPTIONS"],
    ["PATCH", "/api/v1/rollbacks", "GET, HEAD, OPTIONS, POST"],
    ["GET", "/api/v1/setup", "OPTIONS, POST"],
  ] as const) {
    expect(await said(await request.fetch(address, { method }))).toEqual({ status: 405, type, code: "method-not-allowed", allow });
    expect((await request.fetch(address, { method: "OPTIONS" })).headers().allow).toBe(allow);
  }
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
