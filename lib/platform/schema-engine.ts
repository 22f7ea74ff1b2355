import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { SchemaEngine } from "@prisma/schema-engine-wasm";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { schemaEngineAdapter, type ShadowDatabase } from "./schema-engine-adapter";

export type OpenSchemaEngine = { engine: SchemaEngine; close(): Promise<void> };
type EngineModule = typeof import("@prisma/schema-engine-wasm");
type Loading = { __wbg_set_wasm(exports: WebAssembly.Exports): void };

let loaded: Promise<EngineModule> | undefined;

/**
 * Prisma's own schema engine, compiled to WebAssembly, on `url`. The native engine is a download from a site that many networks do not reach.
 * One engine serves one request: its view of a shadow database cannot be refreshed. `close` ends its connections.
 */
export async function openSchemaEngine(options: {
  url: string;
  datamodels?: [string, string][];
  shadow?: ShadowDatabase;
  onLog?: (line: string) => void;
}): Promise<OpenSchemaEngine> {
  const { SchemaEngine } = await (loaded ??= load());
  const { factory, close } = schemaEngineAdapter(options.url, options.shadow);
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(factory);
    const engine = await SchemaEngine.new({ datamodels: options.datamodels }, options.onLog ?? (() => {}), adapter);
    return { engine, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Where the package's files are; also its version. */
export function schemaEngineFolder(): string {
  return path.dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
}

async function load(): Promise<EngineModule> {
  // A panic inside the engine looks for this registry; without it the message is lost.
  const registry = globalThis as { PRISMA_WASM_PANIC_REGISTRY?: { set_message(message: string): void } };
  registry.PRISMA_WASM_PANIC_REGISTRY ??= { set_message: () => {} };

  const bindings = (await import("@prisma/schema-engine-wasm/schema_engine_bg")) as unknown as EngineModule & Loading;
  const bytes = readFileSync(path.join(schemaEngineFolder(), "schema_engine_bg.wasm"));
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), {
    "./schema_engine_bg.js": bindings as unknown as WebAssembly.ModuleImports,
  });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports["__wbindgen_start"] as () => void)();
  return bindings;
}
