import { expect, type Locator, type Page } from "@playwright/test";

/** This has the focus, is in view, and shows it. */
export async function expectFocus(target: Locator): Promise<void> {
  await expect(target).toBeFocused();
  await expect(target).toBeInViewport();
  const drawn = await target.evaluate((element) =>
    [null, "::after"].some((part) => {
      const { outlineStyle, outlineWidth, content } = getComputedStyle(element, part);
      return (part === null || content !== "none") && outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    }),
  );
  expect(drawn, `an outline on ${String(target)}`).toBe(true);
}

/** Goes there as Tab does, past everything between. */
export async function tabTo(page: Page, target: Locator, most = 40): Promise<void> {
  const passed: string[] = [];
  for (let step = 0; step < most; step++) {
    await page.keyboard.press("Tab");
    const [there, words] = await target.evaluate((element) => [
      element === document.activeElement,
      document.activeElement?.textContent.trim().slice(0, 40) ?? "",
    ]);
    if (there) return expectFocus(target);
    passed.push(String(words));
  }
  throw new Error(`${String(target)} was not reached; passed: ${passed.join(" | ")}`);
}
