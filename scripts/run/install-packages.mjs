import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { accessSync, constants, existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import path from "node:path";

const MARK = "node_modules/.lastgood-lock";

/** Runs `npm ci` unless node_modules holds what the lockfile says. */
export function installPackages() {
  const wanted = createHash("sha256").update(readFileSync("package-lock.json")).update(`${process.platform}-${process.arch}`).digest("hex");
  if (read(MARK) === wanted) return;
  if (!matchesLockfile()) npmCi();
  write(MARK, wanted);
}

// Somebody may have run npm themselves. It leaves out optional packages that are for other platforms.
function matchesLockfile() {
  const there = read("node_modules/.package-lock.json");
  if (!there) return false;
  const installed = JSON.parse(there).packages;
  const locked = JSON.parse(readFileSync("package-lock.json", "utf8")).packages;
  return Object.entries(locked).every(([name, { version, optional }]) => {
    if (name === "") return true;
    return installed[name] ? installed[name].version === version && existsSync(name) : optional && !isForHere(locked[name]);
  });
}

// Without an os it is a WebAssembly stand-in, which npm leaves out as well.
function isForHere({ os, cpu, libc }) {
  return os?.includes(process.platform) && cpu?.includes(process.arch) && (!libc || libc.includes("glibc"));
}

function npmCi() {
  const started = Date.now();
  console.error("Installing packages (npm ci); the first time takes about a minute …");
  const args = [
    "ci",
    "--include=dev",
    "--include=optional",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
    ...cacheElsewhere(),
  ];
  // npm gives its own path to what it runs; with another Node on the PATH it is still run by this one.
  const npm = process.env.npm_execpath;
  const [program, first] = npm?.endsWith(".js") ? [process.execPath, [npm]] : ["npm", []];
  const run = spawnSync(program, [...first, ...args], { stdio: ["ignore", 2, 2], env: { ...process.env, NODE_ENV: "development" } });
  if (run.status !== 0) {
    const why = run.error ? `npm cannot be run (${run.error.message}).` : "What npm said is above.";
    throw new Error(`The packages could not be installed. ${why} Is there room on the disk, and does npm reach its registry?`);
  }
  console.error(`Installed in ${((Date.now() - started) / 1000).toFixed(0)} s`);
}

function cacheElsewhere() {
  const cache = process.env.npm_config_cache ?? path.join(homedir(), ".npm");
  return isWritable(cache) ? [] : [`--cache=${mkdtempSync(path.join(tmpdir(), "lastgood-npm-"))}`];
}

function isWritable(folder) {
  if (!existsSync(folder)) return folder !== path.dirname(folder) && isWritable(path.dirname(folder));
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function write(file, text) {
  try {
    writeFileSync(file, text);
  } catch {
    // read-only packages: looked at again next time
  }
}
