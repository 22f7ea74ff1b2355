import type { Browser, Page } from "@playwright/test";
import type { PersonName, Stack } from "../support/stack";
import { deploy, pathOf } from "../support/workloads";
import { expect, signIn as signInOn, test } from "./test";
import { confirm, expectRecovered, openDialog, switchesOf } from "./way-back";

test.beforeAll("their good releases soak together", async ({ stack }) => {
  await Promise.all(["shared", "pressed-twice", "moving"].map((name) => deploy(stack, { name, version: "1.1.0", replicas: 1 })));
});

test("whoever comes second is told who started it, and follows the same run", async ({ page, stack, signIn, badDeploy, browser }) => {
  const name = "shared";
  await badDeploy({ name });
  await signIn("kim");
  await openDialog(page, { name });
  const lees = await pageOf("lee", { browser, stack });
  await openDialog(lees, { name });

  await holdBack(stack, name, true);
  await confirm(page, "1.1.0");
  await expect(lees.getByText(/Kim started a rollback to 1\.1\.0/)).toBeVisible();
  await expect(lees.getByRole("button", { name: /^Roll back to/ })).toHaveCount(0);
  await lees.getByRole("link", { name: "Follow it" }).click();
  await expect(lees).toHaveURL(page.url());

  await holdBack(stack, name, false);
  await Promise.all([expectRecovered(page), expectRecovered(lees)]);
  expect(switchesOf(stack, name)).toBe(1);
  await lees.context().close();
});

test("the same plan confirmed again and again is one run", async ({ page, stack, signIn, badDeploy }) => {
  const name = "pressed-twice";
  await badDeploy({ name });
  await signIn("kim");
  const sent = page.waitForRequest((request) => request.method() === "POST" && request.url().endsWith("/api/v1/rollbacks"));
  await openDialog(page, { name });
  await page.getByRole("button", { name: "Roll back to 1.1.0" }).dblclick();
  const body = (await sent).postData();
  await page.waitForURL(/\/rollbacks\/rb_/);

  const answers = await page.evaluate(
    (confirmed) =>
      Promise.all(
        [1, 2, 3].map(async () => {
          const headers = { "content-type": "application/json" };
          const answer = await fetch("/api/v1/rollbacks", { method: "POST", headers, body: confirmed });
          return { status: answer.status, run: ((await answer.json()) as { path: string }).path };
        }),
      ),
    body,
  );
  expect(answers).toEqual(Array(3).fill({ status: 200, run: new URL(page.url()).pathname }));
  await expectRecovered(page);
  expect(await stack.db.rollback.count({ where: { bot: { name } } })).toBe(1);
  expect(switchesOf(stack, name)).toBe(1);
});

test("a deploy that lands while the dialog is open shows the new difference and asks again", async ({ page, stack, signIn, badDeploy }) => {
  const name = "moving";
  await badDeploy({ name });
  await signIn("kim");
  await openDialog(page, { name });
  const change = page.getByRole("region", { name: "container bot" });
  await expect(change).toContainText("omniserve:1.2.0");

  await deploy(stack, { name, version: "1.3.0", behaviour: "crash", replicas: 1, env: { SENTIMENT_MODE: "strict" } });
  await expect(page.getByText("Something changed while you were reading.")).toBeVisible();
  await expect(change).toContainText("omniserve:1.3.0");
  await expect(change).toContainText("SENTIMENT_MODE=strict");
  await expect(page.getByRole("button", { name: /^Roll back to/ })).toHaveCount(0);
  await page.getByRole("button", { name: "I have read it again" }).click();

  await confirm(page, "1.1.0");
  await expectRecovered(page);
  const { fromReleaseId } = await stack.db.rollback.findFirstOrThrow({ where: { bot: { name } } });
  const from = await stack.db.release.findUniqueOrThrow({ where: { id: fromReleaseId } });
  expect(from.version).toBe("1.3.0");
});

/** Somebody else, at a browser of their own. */
async function pageOf(name: PersonName, { browser, stack }: { browser: Browser; stack: Stack }): Promise<Page> {
  const context = await browser.newContext({ baseURL: stack.url });
  const page = await context.newPage();
  await signInOn(page, name);
  return page;
}

/** Keeps pods from counting as available, so that a rollback goes on until they may. */
async function holdBack({ admin, namespace }: Stack, name: string, on: boolean): Promise<void> {
  const body = { spec: { minReadySeconds: on ? 600 : 0, ...(on ? { progressDeadlineSeconds: 900 } : {}) } };
  const answer = await admin("PATCH", pathOf(namespace, "Deployment", name), body, "application/merge-patch+json");
  expect(answer.status).toBe(200);
}
