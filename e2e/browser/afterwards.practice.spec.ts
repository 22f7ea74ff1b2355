import { readFile } from "node:fs/promises";
import { deploy } from "../support/workloads";
import { expect, test } from "./test";
import { confirm, expectRecovered, openDialog } from "./way-back";

const name = "looked-back-on";

test.describe.configure({ mode: "serial" });
test.use({ viewport: { width: 1440, height: 900 }, permissions: ["clipboard-read", "clipboard-write"] });

test("the lead finds what happened, writes what was learned, and takes it along", async ({ page, stack, signIn, badDeploy }) => {
  await deploy(stack, { name, version: "1.1.0", replicas: 1 });
  await badDeploy({ name });
  await signIn("lee");
  await openDialog(page, { name });
  await page.getByRole("button", { name: "other…" }).click();
  await page.getByLabel("In a few words").fill("it marked every ticket as urgent");
  await confirm(page, "1.1.0");
  await expectRecovered(page);
  const run = new URL(page.url()).pathname;

  await page.getByRole("link", { name: "Read the incident report" }).click();
  await expect(page.getByRole("region", { name: "Timeline" })).toContainText("Deploy");
  await expect(page.getByRole("region", { name: "What was changed" })).toContainText("omniserve:1.1.0");
  const learned = page.getByRole("region", { name: "What we learned" });
  for (const [opener, text] of [
    ["Write it…", "We watched the wrong number."],
    ["Change it…", "We watch how many tickets are urgent."],
  ] as const) {
    await learned.getByRole("button", { name: opener }).click();
    await learned.getByRole("textbox").fill(text);
    await learned.getByRole("button", { name: "Save" }).click();
    await expect(learned.getByText(text)).toBeVisible();
  }
  await expect(learned.getByText(/^Version 2, Lee,/)).toBeVisible();
  await learned.getByRole("button", { name: "Former versions" }).click();
  await expect(learned.getByRole("list", { name: "Former versions" })).toContainText("We watched the wrong number.");
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download as Markdown" }).click()]);
  expect(file.suggestedFilename()).toMatch(/\.md$/);
  const report = await readFile(await file.path(), "utf8");
  expect(report).toContain("We watch how many tickets are urgent.");
  expect(report).toContain("it marked every ticket as urgent");

  await page.goto("/insights");
  await expect(page.getByRole("row").filter({ has: page.locator(`a[href="${run}"]`) })).toContainText(/1\.2\.0 → 1\.1\.0/);
  const [csv] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: /^Download \d+ rollbacks? as CSV$/ }).click(),
  ]);
  expect(await readFile(await csv.path(), "utf8")).toContain(run.split("/").at(-1));

  await page.goto("/audit");
  await page.getByLabel("Bot", { exact: true }).selectOption({ label: `${name} · Production` });
  await page.getByLabel("What", { exact: true }).selectOption({ label: "Rollbacks" });
  const started = page.getByRole("link", { name: new RegExp(`^started a rollback of ${name}`) });
  await expect(started).toBeVisible();
  await started.click();
  const entry = page.getByRole("dialog");
  await expect(entry).toContainText("it marked every ticket as urgent");
  await page.reload();
  await expect(entry.getByRole("heading")).toHaveText(new RegExp(`^Lee started a rollback of ${name}`));
  await page.keyboard.press("Escape");
  await expect(entry).toHaveCount(0);
  await expect(started).toBeFocused();
});

test("support has a sentence for the caller; a public link shows it without people or reasons until it is revoked", async ({
  page,
  stack,
  signIn,
  browser,
}) => {
  await signIn("sam");
  await page.goto("/status");
  const said = new RegExp(`^${name} answers customers normally\\. It runs version 1\\.1\\.0 since`);
  const card = page.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 2, name: said }) });
  await expect(card).toContainText(/It was rolled back at .+ because it marked every ticket as urgent\./);
  await card.getByRole("button", { name: `Copy what is said of ${name}` }).click();
  await expect(card.getByRole("button", { name: "Copied" })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(said);
  expect(copied).toMatch(/because it marked every ticket as urgent\. .*\(As of .+\)$/);

  await page.context().clearCookies();
  await signIn("ada");
  const { link, path } = await post<{ link: { id: string }; path: string }>("/api/v1/public-links", { environment: "production" });
  const outside = await browser.newContext({ baseURL: stack.url });
  const passerBy = await outside.newPage();
  expect((await passerBy.goto(path))?.status()).toBe(200);
  await expect(passerBy.getByRole("heading", { level: 2, name: said })).toBeVisible();
  const shown = await passerBy.content();
  for (const secret of ["Lee", "Kim", "Ada", "every ticket as urgent"]) expect(shown).not.toContain(secret);
  await post(`/api/v1/public-links/${link.id}/revoke`);
  expect((await passerBy.goto(path))?.status()).toBe(404);
  await expect(passerBy.getByRole("main")).not.toContainText(name);
  await outside.close();

  function post<Answer>(to: string, body?: object): Promise<Answer> {
    return page.evaluate(
      async ([url, sent]) => {
        const headers = { "content-type": "application/json" };
        const answer = await fetch(url ?? "", { method: "POST", headers, ...(sent ? { body: sent } : {}) });
        if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
        return (await answer.json()) as never;
      },
      [to, body === undefined ? undefined : JSON.stringify(body)],
    );
  }
});
