import { mkdtempSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { startStack } from "@/e2e/support/stack";
import { StartError } from "@/lib/platform/start-error";
import { build } from "./build";
import { clickToAccepted } from "./bench/click-to-accepted";
import { median, percentile } from "./bench/percentile";

const ROUNDS = 40;

/** `npm run bench [-- rounds]`: our click against `kubectl rollout undo` and a bare PATCH, taking turns on one real control plane. */
export async function main([rounds]: readonly string[]): Promise<void> {
  const assets = process.env.KUBEBUILDER_ASSETS;
  if (!assets)
    throw new StartError("The bench needs a real control plane: set KUBEBUILDER_ASSETS to a folder with etcd, kube-apiserver and kubectl.");
  await build();
  const stack = await startStack("control-plane", { soak: "1s", durable: true });
  try {
    const times = await clickToAccepted(stack, {
      rounds: Number(rounds ?? ROUNDS),
      kubectl: path.join(assets, "kubectl"),
      scratch: mkdtempSync(path.join(tmpdir(), "lastgood-bench-")),
    });
    console.log(
      `\nNode ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, ${times.click.length} rounds, one run, times in ms`,
    );
    console.log("                                     median     p90");
    const row = (name: string, values: number[]) =>
      console.log(`${name.padEnd(34)} ${median(values).toFixed(1).padStart(8)} ${percentile(values, 90).toFixed(1).padStart(7)}`);
    row("click → accepted (whole request)", times.click);
    row("kubectl rollout undo (process)", times.undo);
    row("bare PATCH, kept-alive", times.bare);
    const ratio = median(times.click) / median(times.undo);
    const above = median(times.click) - median(times.bare);
    console.log(`\nclick / kubectl = ${ratio.toFixed(2)} (target ≤ 0.50) · click − bare = ${above.toFixed(1)} ms (target ≤ 25)`);
  } finally {
    await stack.stop();
  }
}
