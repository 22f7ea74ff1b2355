import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./test";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const SIZES = [
  { width: 360, height: 640 },
  { width: 1440, height: 900 },
];

for (const viewport of SIZES) {
  test.describe(`at ${viewport.width} px`, () => {
    test.use({ viewport, contextOptions: { reducedMotion: "reduce" } });
    test.setTimeout(240_000);

    test("every state of every screen is whole, fits, and breaks no rule of WCAG 2.2 AA in light or in dark", async ({ page }) => {
      const failures: string[] = [];
      page.on("pageerror", ({ message }) => failures.push(`${page.url()}: ${message}`));
      for (const name of await statesOf(page)) {
        await page.goto(`/gallery/${name}`);
        await page.locator("#main").waitFor();
        const wide = await page.evaluate(() => document.scrollingElement?.scrollWidth ?? Infinity);
        if (wide > viewport.width) failures.push(`${name}: ${wide} px wide`);
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme });
          const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
          for (const { id, nodes } of violations)
            failures.push(`${name}, ${colorScheme}: ${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
        }
      }
      expect(failures).toEqual([]);
    });
  });
}

async function statesOf(page: Page): Promise<string[]> {
  await page.goto("/gallery");
  const names = await page.locator("[data-state]").evaluateAll((links) => links.map((link) => link.getAttribute("data-state") ?? ""));
  expect(names.length, "states in the gallery").toBeGreaterThan(40);
  return names;
}
