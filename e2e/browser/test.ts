import { test as base, type Cookie, type Page } from "@playwright/test";
import { emailOf, PASSWORD, startStack, type PersonName, type Stack } from "../support/stack";
import { waitUntil } from "../support/wait-until";
import { deploy, type BotManifest } from "../support/workloads";

type Tools = {
  /** Signs this person in and waits for the fleet. */
  signIn(name: PersonName): Promise<void>;
  /** Waits until the record says so of a bot's newest release of this version. */
  known(bot: string, version: string, as: "known-good" | "live"): Promise<void>;
  /** Waits until the bot's 1.1.0 is known good, then deploys a 1.2.0 that crashes (or as told) and waits until it is live. */
  badDeploy(bot: Partial<BotManifest> & { name: string }): Promise<void>;
};

/** A test with the whole product behind it, one for all tests of a project: each test has a bot of its own. */
export const test = base.extend<Tools, { stack: Stack; cookies: Map<PersonName, Cookie[]> }>({
  stack: [
    async ({}, give, { project }) => {
      const stack = await startStack(project.name === "control-plane" ? "control-plane" : "practice");
      await give(stack);
      await stack.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: ({ stack }, give) => give(stack.url),
  signIn: ({ page, cookies }, give) =>
    give(async (name) => {
      const known = cookies.get(name);
      if (!known) {
        await signIn(page, name);
        cookies.set(name, await page.context().cookies());
        return;
      }
      await page.context().addCookies(known);
      await page.goto("/");
    }),
  // To type the password again in each test proves nothing more, and its hash is slow on purpose.
  cookies: [async ({}, give) => give(new Map()), { scope: "worker" }],
  known: ({ stack }, give) =>
    give(async (name, version, as) => {
      await waitUntil(
        `${name} ${version} ${as}`,
        async () => {
          const bot = await stack.db.bot.findFirst({
            where: { name },
            include: { rollouts: { where: { until: null }, include: { release: true } } },
          });
          const live = bot?.rollouts[0]?.release;
          if (live?.version === version && (as === "live" || live.knownGoodAt !== null)) return true;
          throw new Error(`it is ${JSON.stringify({ verdict: bot?.verdict, sight: bot?.sight, rollouts: bot?.rollouts })}`);
        },
        60_000,
      );
    }),
  badDeploy: ({ stack, known }, give) =>
    give(async (bot) => {
      await known(bot.name, "1.1.0", "known-good");
      await deploy(stack, { replicas: 1, behaviour: "crash", ...bot, version: "1.2.0" });
      await known(bot.name, "1.2.0", "live");
    }),
});

export { expect } from "@playwright/test";

export async function signIn(page: Page, name: PersonName): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(emailOf(name));
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname === "/");
}
