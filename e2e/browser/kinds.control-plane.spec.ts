import { writeFileSync } from "node:fs";
import path from "node:path";
import type { TestInfo } from "@playwright/test";
import type { JsonObject } from "@/lib/platform/json";
import type { Stack } from "../support/stack";
import { waitUntil } from "../support/wait-until";
import { deploy, manifest, type BotManifest } from "../support/workloads";
import { expect, test } from "./test";
import { botPath, confirm, expectRecovered, openDialog, switchesOf, trailOf, type BotRef } from "./way-back";

type Bot = Required<BotRef> & Pick<BotManifest, "replicas" | "spec">;

const COURIER: Bot = { kind: "Deployment", name: "courier", replicas: 1 };
const ARCHIVIST: Bot = { kind: "StatefulSet", name: "archivist", replicas: 2, spec: { podManagementPolicy: "Parallel" } };
const LOOKOUT: Bot = { kind: "DaemonSet", name: "lookout" };
const LEDGER: Bot = { kind: "StatefulSet", name: "ledger", replicas: 1 };
const DREAMER: Bot = { kind: "Deployment", name: "dreamer", replicas: 1 };

test.beforeAll("their good releases soak together", async ({ stack }, testInfo) => {
  await Promise.all([
    ...[COURIER, ARCHIVIST, LOOKOUT, LEDGER].map((bot) => apply(stack, testInfo, { ...bot, version: "1.1.0" })),
    deploy(stack, { ...DREAMER, version: "1.0.0", behaviour: "image-pull" }),
  ]);
});

for (const bot of [COURIER, ARCHIVIST, LOOKOUT]) {
  test(`kubectl brings a bad release of a ${bot.kind}, a person brings the good one back`, async ({
    page,
    stack,
    signIn,
    known,
  }, testInfo) => {
    const { name, kind } = bot;
    await known(name, "1.1.0", "known-good");
    const good = (await spec(stack, bot)).template;
    await apply(stack, testInfo, { ...bot, version: "1.2.0", behaviour: "crash", env: { SENTIMENT_MODE: "strict" } });
    await known(name, "1.2.0", "live");

    await signIn("kim");
    await page.getByRole("link", { name, exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(`${name} is failing.`, { timeout: 20_000 });
    await page.getByRole("link", { name: "Rollback Production" }).click();
    const change = page.getByRole("region", { name: "container bot" });
    await expect(change).toContainText("omniserve:1.2.0");
    await expect(change).toContainText("omniserve:1.1.0");
    await expect(change).toContainText("SENTIMENT_MODE=strict");
    await confirm(page, "1.1.0");
    await expectRecovered(page);
    await expect(page.locator("li[data-step]:not([data-state=done])")).toHaveCount(0);

    expect((await spec(stack, bot)).template).toEqual(good);
    expect(switchesOf(stack, name)).toBe(1);
    const [rollback, ...others] = await stack.db.rollback.findMany({ where: { bot: { name } } });
    expect(others).toEqual([]);
    expect(rollback?.phase).toBe("recovered");
    expect(await trailOf(stack, name)).toEqual(["rollback.confirm", "rollback.recovered"]);

    const before = await spec(stack, bot);
    expect(await stack.kubectl("diff", "-f", file(testInfo, { ...bot, version: "1.1.0" }))).toBe("");
    await apply(stack, testInfo, { ...bot, version: "1.1.0" });
    expect(await spec(stack, bot), `${kind} after applying 1.1.0 once more`).toEqual(before);
  });
}

test("an ordered StatefulSet: the stuck pod is named, and deleting it by a click of its own is all it takes", async ({
  page,
  stack,
  signIn,
  known,
}, testInfo) => {
  await known(LEDGER.name, "1.1.0", "known-good");
  await apply(stack, testInfo, { ...LEDGER, version: "1.2.0", behaviour: "crash" });
  await known(LEDGER.name, "1.2.0", "live");
  await signIn("kim");
  await page.goto(botPath(LEDGER));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("ledger is failing.", { timeout: 20_000 });

  await openDialog(page, LEDGER);
  await expect(page.locator('li[data-guard="ordered"]')).toContainText("Pod ledger-0 is stuck.");
  await confirm(page, "1.1.0");
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toContainText("Pod ledger-0 still runs 1.2.0 and is stuck:");
  await page.getByRole("button", { name: "Delete pod ledger-0…" }).click();
  await page.getByRole("form", { name: "Delete pods" }).getByRole("button", { name: "Delete pod ledger-0" }).click();
  await expectRecovered(page);
  expect(switchesOf(stack, LEDGER.name)).toBe(1);
  expect(await trailOf(stack, LEDGER.name)).toEqual(["rollback.confirm", "rollback.delete-pods", "rollback.recovered"]);
});

test("a target that cannot start: its reason is on the run's page as soon as its pod shows it", async ({ page, stack, signIn, known }) => {
  const { name } = DREAMER;
  await known(name, "1.0.0", "live");
  await deploy(stack, { ...DREAMER, version: "1.1.0" });
  await known(name, "1.1.0", "known-good");
  await signIn("kim");
  await page.goto(botPath(DREAMER));
  await page.getByRole("link", { name: "Roll back to 1.0.0…" }).click();
  await page.getByLabel(/Type/).fill(name);
  await confirm(page, "1.0.0");

  await waitUntil("the pod's reason", async () => {
    const { items } = JSON.parse(await stack.kubectl("get", "pods", "-l", `app=${name}`, "-o", "json")) as { items: JsonObject[] };
    return items.some(({ status }) => JSON.stringify(status ?? {}).includes("ImagePullBackOff"));
  });
  await expect(page.getByRole("heading", { level: 1 })).toContainText("cannot pull the image omniserve:1.0.0", { timeout: 10_000 });
  await expect(page.getByRole("region", { name: "What the cluster says" })).toContainText("cannot pull the image omniserve:1.0.0");
  await expect(page.locator('li[data-step="pods-replaced"]')).toHaveAttribute("data-state", "now");
});

/** Its manifest as a file, as a pipeline has it. */
function file(testInfo: TestInfo, bot: BotManifest): string {
  const written = path.join(testInfo.outputPath(), `${bot.name}-${bot.version}.json`);
  writeFileSync(written, JSON.stringify(manifest(bot)));
  return written;
}

/** Client-side, so that the last-applied annotation is there. */
async function apply(stack: Stack, testInfo: TestInfo, bot: BotManifest): Promise<void> {
  await stack.kubectl("apply", "-f", file(testInfo, bot));
}

async function spec(stack: Stack, { kind, name }: Bot): Promise<JsonObject> {
  const shown = await stack.kubectl("get", kind.toLowerCase(), name, "-o", "json");
  return (JSON.parse(shown) as { spec: JsonObject }).spec;
}
