import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { chromium, type Browser } from "@playwright/test";
import { findBrowser } from "@/e2e/support/browser";
import { startStack } from "@/e2e/support/stack";
import { build } from "./build";

const FOLDER = path.resolve(".lastgood/screens");
const SIZES = {
  "360-dark": { viewport: { width: 360, height: 640 }, colorScheme: "dark", isMobile: true, hasTouch: true },
  "1440-light": { viewport: { width: 1440, height: 900 }, colorScheme: "light" },
} as const;

/** `npm run screens [-- TEXT]`: a picture of every state of every screen, or of those with TEXT in their name, in .lastgood/screens. */
export async function main([text = ""]: readonly string[]): Promise<void> {
  await build();
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const { executablePath, args, env } = await findBrowser();
  Object.assign(process.env, env);
  const [stack, browser] = await Promise.all([startStack("practice"), chromium.launch({ executablePath, args })]);
  try {
    for (const size of Object.keys(SIZES) as (keyof typeof SIZES)[]) await picture(browser, `${stack.url}/gallery`, size, text);
  } finally {
    await browser.close();
    await stack.stop();
  }
  console.log(`The pictures are in ${path.relative(process.cwd(), FOLDER)}.`);
}

async function picture(browser: Browser, gallery: string, size: keyof typeof SIZES, text: string): Promise<void> {
  const page = await browser.newPage({ ...SIZES[size], reducedMotion: "reduce" });
  await page.goto(gallery);
  const names = await page.locator("[data-state]").evaluateAll((links) => links.map((link) => link.getAttribute("data-state") ?? ""));
  for (const name of names.filter((name) => name.includes(text))) {
    await page.goto(`${gallery}/${name}`);
    await page.locator("#main").waitFor();
    await page.waitForLoadState("networkidle");
    await page.screenshot({ path: path.join(FOLDER, `${name}-${size}.png`), fullPage: !name.endsWith("-thousand") });
  }
  await page.close();
}
