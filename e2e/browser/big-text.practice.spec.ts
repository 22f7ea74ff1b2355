import type { Locator, Page } from "@playwright/test";
import { configure, deploy } from "../support/workloads";
import { expect, test } from "./test";
import { botPath, expectRecovered, openDialog } from "./way-back";

const SIZES = [
  { width: 360, height: 640 },
  { width: 1280, height: 800 },
];
/** What the browser is told to write in, as its owner would; 16 is usual. */
const LARGE_PX = 32;
const LONGEST_MS = 20;

test.use({ contextOptions: { reducedMotion: "reduce" } });

const nameAt = (width: number) => `large-print-${width}`;

test.beforeAll("their good releases soak together", async ({ stack }) => {
  await configure(stack, "large-print-rules", { "rules.yaml": "escalate_above: 0.7\n" });
  await Promise.all(
    SIZES.map(({ width }) => deploy(stack, { name: nameAt(width), version: "1.1.0", replicas: 1, config: ["large-print-rules"] })),
  );
});

for (const viewport of SIZES) {
  test(`with text twice as large at ${viewport.width} px the way back is whole and nothing moves for those who want no motion`, async ({
    page,
    signIn,
    badDeploy,
  }) => {
    const name = nameAt(viewport.width);
    await page.setViewportSize(viewport);
    const session = await page.context().newCDPSession(page);
    await session.send("Page.setFontSizes", { fontSizes: { standard: LARGE_PX, fixed: LARGE_PX } });
    const motion = await watchMotion(page);
    await badDeploy({ name, config: ["large-print-rules"], env: { SENTIMENT_MODE: "strict" } });
    await signIn("kim");
    await expect(page.getByRole("heading", { level: 1 })).toContainText("failing", { timeout: 20_000 });
    await expectWhole(page, "fleet");

    await page.goto(botPath({ name }));
    const open = page.getByRole("link", { name: "Rollback Production" });
    await expectPressable(open);
    await expectWhole(page, "bot");

    await openDialog(page, { name });
    const red = page.getByRole("button", { name: "Roll back to 1.1.0" });
    await expectPressable(red);
    await expectWhole(page, "dialog");
    await expectClearOf(page.getByRole("button", { name: "wrong answers" }), red);
    await page.getByRole("button", { name: "wrong answers" }).click();
    await red.click();

    await page.waitForURL(/\/rollbacks\/rb_/);
    await expectWhole(page, "run");
    await expectRecovered(page);
    await expectWhole(page, "run at its end");
    expect(await motion(), "what moved").toEqual([]);
  });
}

/** It is written large, nothing scrolls sideways, and no heading's or button's words are cut. */
async function expectWhole(page: Page, screen: string): Promise<void> {
  const { text, wide, scrolls, cut } = await page.evaluate(() => {
    const visible = [...document.querySelectorAll<HTMLElement>("h1, h2, button, a[href]")].filter(
      (element) => element.checkVisibility() && element.clientWidth > 1,
    );
    const isCut = ({ scrollWidth, clientWidth, scrollHeight, clientHeight, tagName }: HTMLElement) =>
      scrollWidth > clientWidth + 1 || (!tagName.startsWith("H") && scrollHeight > clientHeight + 2);
    return {
      text: getComputedStyle(document.documentElement).fontSize,
      wide: [...document.querySelectorAll("main, main *")]
        .filter((element) => element.getBoundingClientRect().right > innerWidth + 1 && element.checkVisibility())
        .map(({ outerHTML }) => outerHTML.slice(0, 200)),
      scrolls: (document.scrollingElement?.scrollWidth ?? Infinity) > innerWidth,
      cut: visible.filter(isCut).map(({ outerHTML }) => outerHTML.slice(0, 200)),
    };
  });
  expect(text).toBe(`${LARGE_PX}px`);
  expect.soft(scrolls ? wide : [], `wider than ${screen}`).toEqual([]);
  expect.soft(cut, `cut on ${screen}`).toEqual([]);
}

/** In view without scrolling, on top of everything, with its words whole. */
async function expectPressable(target: Locator): Promise<void> {
  await expect(target).toBeInViewport({ ratio: 1 });
  const onTop = await target.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const inset = 4;
    return [
      [left + width / 2, top + height / 2],
      [left + inset, top + height / 2],
      [left + width - inset, top + height / 2],
    ].every(([x = 0, y = 0]) => element.contains(document.elementFromPoint(x, y)));
  });
  expect.soft(onTop, `${String(target)} is on top`).toBe(true);
}

/** Scrolled to, it is not beneath the bar at the bottom that holds `button`. */
async function expectClearOf(target: Locator, button: Locator): Promise<void> {
  await target.scrollIntoViewIfNeeded();
  await target.evaluate((element) => element.scrollIntoView({ block: "nearest" }));
  const [low, bar] = await Promise.all([target.boundingBox(), button.boundingBox()]);
  expect.soft((low?.y ?? Infinity) + (low?.height ?? 0), `bottom of ${String(target)}`).toBeLessThanOrEqual(bar?.y ?? 0);
}

/** Writes down each animation and transition on any page from now on that takes longer than a frame. */
async function watchMotion(page: Page): Promise<() => Promise<string[]>> {
  const moved: string[] = [];
  await page.exposeFunction("noteMotion", (what: string) => moved.push(what));
  await page.addInitScript((longest) => {
    for (const kind of ["animationstart", "transitionrun"]) {
      document.addEventListener(kind, ({ target }) => {
        for (const animation of (target as Element).getAnimations()) {
          const { duration } = animation.effect?.getTiming() ?? {};
          if (animation.playState === "running" && typeof duration === "number" && duration > longest)
            void (window as unknown as { noteMotion(what: string): void }).noteMotion(
              `${kind} of ${duration} ms: ${(target as Element).outerHTML.slice(0, 120)}`,
            );
        }
      });
    }
  }, LONGEST_MS);
  return () => Promise.resolve(moved);
}
