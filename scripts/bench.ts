import { mkdtempSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { startStack } from "@/e2e/support/stack";
import { StartError } from "@/lib/platform/start-error";
import { build } from "./build";
import { clickToAccepted } from "./bench/click-to-accepted";
import { diffTimes } from "./bench/diff-times";
import { fleetAnswer } from "./bench/fleet-answer";
import { ingest } from "./bench/ingest/ingest";
import { manyAtOnce } from "./bench/many-at-once";
import { printClicks, printDiffs, printFleet, printIngest, printMany, printTaps, printTimesToTarget } from "./bench/print-figures";
import { tapTimes } from "./bench/tap-times";
import { timeToTarget } from "./bench/time-to-target";

const PARTS = ["fleet", "taps", "click", "many", "target", "diff", "ingest"] as const;
const OPTIONS = {
  rate: { type: "string", default: "2000" },
  minutes: { type: "string", default: "0.5" },
  bots: { type: "string", default: "1000" },
  only: { type: "string", multiple: true },
  profile: { type: "string" },
} as const;
const USAGE = `npm run bench [-- [rounds] [--only ${PARTS.join("|")}] [--rate events/s] [--minutes n] [--bots n] [--profile folder]]`;

/** `npm run bench`: how long the fleet's answer, a tap, a click, many at once, the way to the target's pods, a difference and recording what happens take, from one run on one machine. */
export async function main(args: readonly string[]): Promise<void> {
  const { rounds, only, load, profile } = settingsOf(args);
  if (only.delete("fleet")) printFleet(await fleetAnswer());
  if (only.delete("taps")) await taps();
  if (only.size === 0) return;
  const assets = process.env.KUBEBUILDER_ASSETS;
  if (!assets)
    throw new StartError("The bench needs a real control plane: set KUBEBUILDER_ASSETS to a folder with etcd, kube-apiserver and kubectl.");
  await build();
  console.log(`\nNode ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, one run, fsync on`);
  if (["click", "many", "target", "diff"].some((part) => only.has(part))) {
    const stack = await startStack("control-plane", { soak: "1s", durable: true, auditReads: true, countConnections: true });
    try {
      const scratch = mkdtempSync(path.join(tmpdir(), "lastgood-bench-"));
      if (only.has("click")) printClicks(await clickToAccepted(stack, { rounds, kubectl: path.join(assets, "kubectl"), scratch }));
      if (only.has("many")) printMany(await manyAtOnce(stack));
      if (only.has("target")) printTimesToTarget(await timeToTarget(stack));
      if (only.has("diff")) printDiffs(await diffTimes(stack.db));
    } finally {
      await stack.stop();
    }
  }
  if (only.has("ingest")) printIngest(await ingest({ ...load, bundle: "dist/worker.mjs", profile }));
}

async function taps(): Promise<void> {
  await build();
  const stack = await startStack("practice");
  try {
    printTaps(await tapTimes(stack));
  } finally {
    await stack.stop();
  }
}

function settingsOf(args: readonly string[]) {
  const { values, positionals } = parsed(args);
  const only = new Set<string>(values.only ?? PARTS);
  const rounds = Number(positionals[0] ?? 40);
  const load = { rate: Number(values.rate), seconds: 60 * Number(values.minutes), bots: Number(values.bots) };
  const areNumbers = [rounds, ...Object.values(load)].every((number) => number > 0);
  if (!areNumbers || positionals.length > 1 || [...only].some((part) => !PARTS.some((known) => known === part)))
    throw new StartError(USAGE);
  return { rounds, only, load, profile: values.profile ?? null };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch {
    throw new StartError(USAGE);
  }
}
