import type { Page } from "@playwright/test";
import { MASK } from "@/lib/platform/mask/mask";
import { Canaries } from "../masking/canaries";
import { findCanaries } from "../masking/find-canaries";
import { BOT, MARKER, plantedBot, plantedSettings, SETTINGS } from "../masking/planted-bot";
import { openPlantedCluster } from "../masking/planted-cluster";
import { quoteSecrets } from "../masking/quoting-cluster";
import { expect, test } from "./test";
import { botPath, expectRecovered } from "./way-back";

/** Pages that show what a template, a ConfigMap or the cluster says: what is no secret has to be found there. */
const SPEAKING = ["fleet", "bot", "dialog", "run", "difference"];

test("a secret is in no page and in nothing that pages are sent, not even hidden from the eye", async ({ page, stack, signIn, known }, {
  project,
}) => {
  const canaries = new Canaries();
  const cluster = openPlantedCluster({ ...stack, cluster: { name: project.name === "practice" ? "practice" : "real" } });
  const deploy = async (version: string, behaviour: "ready" | "never-ready") => {
    await cluster.keepSecrets(canaries, version);
    await cluster.apply("configmaps", SETTINGS, plantedSettings(canaries, version));
    await cluster.apply("deployments", BOT, plantedBot(canaries, version, behaviour));
  };
  await deploy("1.1.0", "ready");
  await known(BOT, "1.1.0", "known-good");
  await deploy("1.2.0", "never-ready");
  await known(BOT, "1.2.0", "live");
  await quoteSecrets(stack, canaries, "1.2.0");

  const sent = bodiesOf(page);
  const shown: { where: string; text: string }[] = [];
  const look = async (where: string) => void shown.push({ where, text: await page.content() });
  await signIn("lee");
  await expect(page.getByRole("main")).toContainText(MARKER);
  await look("fleet");
  await page.goto(botPath({ name: BOT }));
  await expect(page.getByRole("main")).toContainText(`${MARKER} pod condition`);
  await look("bot");
  await page.goto(`${botPath({ name: BOT })}/rollback`);
  await expect(page.locator('li[data-guard="dry-run"]')).toBeVisible();
  await expect(page.getByRole("region", { name: "app.yaml" })).toContainText(MARKER);
  await look("dialog");
  const typed = page.getByLabel(/Type/);
  if (await typed.isVisible()) await typed.fill(BOT);
  await page.getByRole("button", { name: "Roll back to 1.1.0" }).click();
  await page.waitForURL(/\/rollbacks\/rb_/);
  await expectRecovered(page);
  await look("run");
  const [one, other] = await stack.db.release.findMany({ where: { bot: { name: BOT } }, orderBy: { firstSeenAt: "asc" } });
  await page.goto(`/diff/${one?.id}/${other?.id}`);
  await expect(page.getByRole("region", { name: "app.yaml" })).toContainText(MARKER);
  await look("difference");
  await page.goto("/audit");
  await expect(page.getByRole("main")).toContainText(`Omni ${MASK}`);
  await look("audit");

  const told = [...shown, ...(await sent())];
  expect(told.length).toBeGreaterThan(20);
  expect(SPEAKING.filter((where) => !shown.some((seen) => seen.where === where && seen.text.includes(MARKER)))).toEqual([]);
  expect(told.flatMap(({ where, text }) => findCanaries(canaries.all, where, text))).toEqual([]);
});

/** Everything that the page is sent from now on, but for streams: they have no end. */
function bodiesOf(page: Page): () => Promise<{ where: string; text: string }[]> {
  const bodies: Promise<{ where: string; text: string }>[] = [];
  page.on("response", (response) => {
    if (response.headers()["content-type"]?.startsWith("text/event-stream")) return;
    // What was left for another page, and what only redirects, has no body.
    bodies.push(
      response
        .text()
        .then((text) => ({ where: response.url(), text }))
        .catch(() => ({ where: response.url(), text: "" })),
    );
  });
  return () => Promise.all(bodies);
}
