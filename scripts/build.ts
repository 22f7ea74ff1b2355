import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { StartError } from "@/lib/platform/start-error";
import { assembleWeb } from "./build/assemble-web";
import { bundleProcesses } from "./build/bundle-processes";
import { hashOfSources } from "./build/hash-of-sources";

const MARK = "dist/.made-from";
const RESULTS = [".next/standalone/server.js", "dist/worker.mjs", "dist/lastgood.mjs"];

/** `npm run build`: the web server in `.next/standalone`, worker and operator's commands in `dist`. `--force` also where nothing changed. */
export async function main(args: readonly string[]): Promise<void> {
  const started = Date.now();
  const isNew = await build({ always: args.includes("--force") });
  console.log(isNew ? `Built in ${((Date.now() - started) / 1000).toFixed(0)} s` : "The build is up to date");
}

/** Builds unless nothing changed since the last time; gives whether it did. @throws StartError with what the compiler said */
export async function build({ always = false } = {}): Promise<boolean> {
  const wanted = hashOfSources();
  if (!always && isBuilt() && readFileSync(MARK, "utf8") === wanted) return false;

  mkdirSync("dist", { recursive: true });
  writeFileSync(MARK, "");
  await buildWeb();
  assembleWeb();
  await bundleProcesses();
  writeFileSync(MARK, wanted);
  return true;
}

/** Whether a build is there, of whatever sources. */
export function isBuilt(): boolean {
  return [MARK, ...RESULTS].every((file) => existsSync(file)) && readFileSync(MARK, "utf8") !== "";
}

async function buildWeb(): Promise<void> {
  const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
  const next = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build"], { env, stdio: ["ignore", "pipe", "pipe"] });
  const endIt = () => next.kill("SIGKILL");
  process.once("exit", endIt); // told to stop half-way
  let said = "";
  for (const stream of [next.stdout, next.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => next.once("error", reject).once("close", resolve));
  process.off("exit", endIt);
  if (code !== 0) throw new StartError(`The web server could not be built.\n${said}`);
}
