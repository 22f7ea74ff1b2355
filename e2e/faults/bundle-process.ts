import path from "node:path";
import { build } from "esbuild";

/** Bundles our own code of a process into one file, which starts in a fraction of the time. Returns its path. */
export async function bundleProcess(entry: string): Promise<string> {
  const outfile = path.resolve(".lastgood", "faults", `${path.basename(entry, ".ts")}-${process.pid}.mjs`);
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20.19",
    format: "esm",
    packages: "external",
    alias: { "@": path.resolve(".") },
    logLevel: "warning",
  });
  return outfile;
}
