import { chromium, type CDPSession, type Page } from "@playwright/test";
import { findBrowser } from "@/e2e/support/browser";
import { emailOf, NAMESPACE, PASSWORD, type Stack } from "@/e2e/support/stack";
import { waitUntil } from "@/e2e/support/wait-until";
import { configure, deploy } from "@/e2e/support/workloads";

const NAME = "tapped";
const LINES = 10_000;
const SLOWED = 4;
const ROUNDS = 7;

export type TapTimes = { name: string; times: number[] };

/** Times from a tap to what it shows, on a phone's screen with a slowed processor, in the dialog of a rollback that changes each of 10,000 lines. */
export async function tapTimes(stack: Stack): Promise<TapTimes[]> {
  await deployLargest(stack);
  const { executablePath, args, env } = await findBrowser();
  Object.assign(process.env, env);
  const browser = await chromium.launch({ executablePath, args });
  try {
    const page = await browser.newPage({ baseURL: stack.url, viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true });
    await signIn(page);
    await page.goto(`/bots/production/${NAMESPACE}/deployment/${NAME}/rollback`);
    await page.locator('li[data-guard="dry-run"]').waitFor({ state: "attached" });
    const slowed = await page.context().newCDPSession(page);
    await slowed.send("Emulation.setCPUThrottlingRate", { rate: SLOWED });
    return await inDialog(page, slowed);
  } finally {
    await browser.close();
  }
}

async function inDialog(page: Page, slowed: CDPSession): Promise<TapTimes[]> {
  const button = (name: string) => page.getByRole("button", { name });
  const folded = [
    await timed(page, "a reason, ten thousand lines folded", () => button("wrong answers").tap()),
    await timed(page, "other releases to choose from", () => button("choose another").tap()),
  ];
  const opened = await timed(page, "show all lines", () => page.getByRole("button", { name: /^Show all/ }).tap(), 1);
  await page.getByRole("button", { name: /^Show all/ }).waitFor({ state: "detached" });
  const after = [await timed(page, "a reason, all lines open", () => button("slow").tap())];
  await button("other…").tap();
  const typed = await timed(page, "a letter of the reason", () => page.getByLabel("In a few words").press("x"));
  await slowed.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  return [...folded, opened, ...after, typed];
}

/** The longest event of each round: what Interaction to Next Paint counts. One shorter than the browser tells of is 16 ms. */
async function timed(page: Page, name: string, act: () => Promise<void>, rounds = ROUNDS): Promise<TapTimes> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await page.evaluate(() => {
      const window_ = window as typeof window & { longest: number };
      window_.longest = 16;
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) window_.longest = Math.max(window_.longest, duration);
      }).observe({ type: "event", durationThreshold: 16 } as PerformanceObserverInit);
    });
    await act();
    times.push(
      await page.evaluate(async () => {
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))));
        return (window as typeof window & { longest: number }).longest;
      }),
    );
  }
  return { name, times };
}

async function deployLargest(stack: Stack): Promise<void> {
  const text = (answer: string) => Array.from({ length: LINES }, (_, line) => `intent-${line}: ${answer}`).join("\n");
  const bot = { name: NAME, replicas: 1, config: ["tapped-rules"] };
  await configure(stack, "tapped-rules", { "rules.txt": text("reply") });
  await deploy(stack, { ...bot, version: "1.1.0" });
  await live(stack, "1.1.0", true);
  await configure(stack, "tapped-rules", { "rules.txt": text("escalate") });
  await deploy(stack, { ...bot, version: "1.2.0", behaviour: "crash" });
  await live(stack, "1.2.0", false);
}

async function live({ db }: Stack, version: string, isGood: boolean): Promise<void> {
  const where = { version, bot: { name: NAME }, rollouts: { some: { until: null } }, ...(isGood ? { knownGoodAt: { not: null } } : {}) };
  await waitUntil(`${NAME} runs ${version}`, () => db.release.findFirst({ where }).then((found) => found ?? undefined), 60_000);
}

async function signIn(page: Page): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(emailOf("kim"));
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname === "/");
}
