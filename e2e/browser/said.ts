import type { Page } from "@playwright/test";

const LIVE = '[role="status"], [role="alert"], [aria-live="polite"], [aria-live="assertive"]';

/** Writes down from now on what a screen reader is given to say without being asked, in its order. */
export async function hear(page: Page): Promise<{ said(): Promise<string[]> }> {
  await page.evaluate((live) => {
    const window_ = window as typeof window & { said: string[] };
    const last = new WeakMap<Element, string>();
    window_.said = [];
    for (const region of document.querySelectorAll(live)) last.set(region, wordsOf(region));
    const listen = () => {
      for (const region of document.querySelectorAll(live)) {
        const words = wordsOf(region);
        if (words === last.get(region)) continue;
        last.set(region, words);
        if (words !== "") window_.said.push(words);
      }
    };
    new MutationObserver(listen).observe(document.documentElement, { subtree: true, childList: true, characterData: true });

    function wordsOf(region: Element): string {
      return region.textContent.replace(/\s+/g, " ").trim();
    }
  }, LIVE);
  return { said: () => page.evaluate(() => (window as typeof window & { said: string[] }).said) };
}
