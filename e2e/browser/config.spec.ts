import type { Page } from "@playwright/test";
import { whatPodsSee } from "@/lib/bots/config/testing/what-pods-see";
import type { ConfigMap } from "@/lib/cluster/types";
import type { JsonObject } from "@/lib/platform/json";
import { writes } from "../support/audit-log";
import type { Stack } from "../support/stack";
import { configure, deploy, pathOf } from "../support/workloads";
import { expect, test } from "./test";
import { botPath, confirm, expectRecovered, openDialog } from "./way-back";

const GOOD = { "thresholds.yaml": "escalate_above: 0.7\ntone: kind\n" };
const BAD = { "thresholds.yaml": "escalate_above: 0.2\ntone: kind\n" };
const bot = (name: string) => ({ name, replicas: 1, config: [`${name}-rules`] });
const NAMES = ["tuned", "reshaped"];

test.beforeAll("their good releases soak together", async ({ stack }) => {
  await Promise.all(
    NAMES.map(async (name) => {
      await configure(stack, `${name}-rules`, GOOD);
      await deploy(stack, { ...bot(name), version: "1.1.0" });
    }),
  );
});

test("an edit in place breaks a bot: it is a release of its own, and comes back without touching anybody's map; then the rollback is undone", async ({
  page,
  stack,
  signIn,
  known,
}) => {
  const [name = ""] = NAMES;
  await known(name, "1.1.0", "known-good");
  const before = await seenBy(stack, name);
  await signIn("kim");
  await page.goto(botPath({ name }));
  await configure(stack, `${name}-rules`, BAD);
  const row = page.locator('li[data-version="1.1.0+config.2"]');
  await expect(row).toContainText("config only", { timeout: 5_000 });
  const edited = await mapsOf(stack);

  await openDialog(page, { name });
  await expect(page.getByRole("region", { name: "thresholds.yaml" })).toContainText("escalate_above: 0.7");
  await confirm(page, "1.1.0");
  await expectRecovered(page);
  await expect(page.locator('li[data-step="config-copied"]')).toHaveAttribute("data-state", "done");
  expect(await seenBy(stack, name)).toEqual(before);
  expect(await mapsOf(stack)).toEqual(expect.arrayContaining(edited));
  expect(ourMapWrites(stack).map(({ verb }) => verb)).toEqual(["create"]);

  await page.goto(botPath({ name }));
  await expect(page.locator('li[data-version="1.1.0"]').first()).toContainText("live");
  await goBackTo(page, "1.1.0+config.2");
  await expectRecovered(page);
  expect(await seenBy(stack, name)).not.toEqual(before);
  expect(JSON.stringify(await templateOf(stack, name))).not.toContain("-lg-");
});

test("a deploy that changed code and config comes back whole", async ({ page, stack, signIn, known }) => {
  const [, name = ""] = NAMES;
  await known(name, "1.1.0", "known-good");
  const before = await seenBy(stack, name);
  await configure(stack, `${name}-rules`, BAD);
  await deploy(stack, { ...bot(name), version: "1.2.0", behaviour: "crash" });
  await known(name, "1.2.0", "live");
  await signIn("kim");
  await openDialog(page, { name });
  await expect(page.getByRole("region", { name: "container bot" })).toContainText("omniserve:1.1.0");
  await expect(page.getByRole("region", { name: "thresholds.yaml" })).toContainText("escalate_above: 0.7");
  await confirm(page, "1.1.0");
  await expectRecovered(page);
  expect(await seenBy(stack, name)).toEqual(before);
  expect(JSON.stringify(await templateOf(stack, name))).toContain("omniserve:1.1.0");
  await page.goto(botPath({ name }));
  await expect(page.getByRole("main")).toContainText(`${name}-rules`);
});

async function goBackTo(page: Page, version: string): Promise<void> {
  await page
    .locator(`li[data-version="${version}"]`)
    .first()
    .getByRole("link", { name: /^Roll back to this/ })
    .click();
  await expect(page.locator('li[data-guard="dry-run"]')).toBeVisible();
  const typed = page.getByLabel(/Type/);
  if (await typed.isVisible()) await typed.fill(NAMES[0] ?? "");
  await confirm(page, version);
}

type ListedMap = { metadata: { name: string; resourceVersion: string }; data?: Record<string, string> };

async function mapsOf({ admin, namespace }: Stack): Promise<ListedMap[]> {
  const { body } = await admin("GET", `/api/v1/namespaces/${namespace}/configmaps`);
  return (body as unknown as { items: ListedMap[] }).items;
}

async function templateOf({ admin, namespace }: Stack, name: string): Promise<JsonObject> {
  const { body } = await admin("GET", pathOf(namespace, "Deployment", name));
  return (body as { spec: { template: JsonObject } }).spec.template;
}

/** What the bot's pods see, by the template and the maps in the cluster. */
async function seenBy(stack: Stack, name: string) {
  const maps = (await mapsOf(stack)).map(({ metadata, data }) => [metadata.name, { data: data ?? {}, binaryData: {} }] as const);
  return whatPodsSee(await templateOf(stack, name), new Map(maps) as unknown as ReadonlyMap<string, ConfigMap>).containers;
}

/** What we really told the cluster of ConfigMaps: dry runs aside. */
function ourMapWrites({ auditLog, namespace }: Stack) {
  return writes(auditLog, { resource: "configmaps", namespace }).filter(
    ({ userAgent, requestURI }) => userAgent === "lastgood" && !requestURI.includes("dryRun"),
  );
}
