import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

const SOURCES = [
  "app",
  "components",
  "lib",
  "worker",
  "public",
  "prisma/migrations",
  "prisma/schema.prisma",
  "scripts/build",
  "scripts/commands",
  "scripts/lastgood.ts",
];
const SETTINGS = [
  "package-lock.json",
  "tsconfig.json",
  "next.config.js",
  "postcss.config.mjs",
  "proxy.ts",
  "instrumentation.ts",
  "scripts/build.ts",
];
const TEST = /\.test\.tsx?$/;

/** A hash over every file that a build depends on. */
export function hashOfSources(): string {
  const hash = createHash("sha256").update(process.platform).update(process.arch);
  for (const file of [...SOURCES, ...SETTINGS].filter((each) => existsSync(each)).flatMap(filesIn)) {
    hash.update(`${file}\0`).update(readFileSync(file));
  }
  return hash.digest("hex");
}

function filesIn(place: string): string[] {
  if (statSync(place).isFile()) return TEST.test(place) ? [] : [place];
  return readdirSync(place)
    .sort()
    .flatMap((name) => filesIn(path.join(place, name)));
}
