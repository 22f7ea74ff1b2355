import { readFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { openSchemaEngine, schemaEngineFolder } from "@/lib/platform/schema-engine";
import { answerRpc } from "./answer-rpc";
import { logLine } from "./log-line";
import { runDatabaseCommand } from "./run-database-command";
import { shadowDatabase } from "./shadow-database";

type Datasource = { url?: string; shadowDatabaseUrl?: string };

/** The native schema engine's command line: `--version`, `cli <command>`, or JSON-RPC, one message a line, on stdin and stdout. */
export async function serve(args: readonly string[]): Promise<void> {
  const after = (flag: string) => args.flatMap((arg, index) => (arg === flag ? [args[index + 1] ?? ""] : []));
  const datasource = JSON.parse(after("--datasource")[0] ?? "{}") as Datasource;
  const url = datasource.url ?? "postgresql://localhost/none";

  if (args.includes("--version") || args.includes("-V")) {
    const { version } = JSON.parse(readFileSync(path.join(schemaEngineFolder(), "package.json"), "utf8")) as { version: string };
    process.stdout.write(`schema-engine-wasm ${version}\n`);
    return;
  }
  if (args.includes("cli")) process.exit(await runDatabaseCommand(args[args.indexOf("cli") + 1] ?? "", url));

  let panic: string | undefined;
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => (panic = message) } });
  // With any other exit code the CLI would end silently, as if all were well.
  const crash = (error: unknown) => {
    logLine("ERROR", { is_panic: true, message: panic ?? (error instanceof Error ? error.stack : String(error)) });
    process.exit(101);
  };
  process.on("uncaughtException", crash);
  process.on("unhandledRejection", crash);

  const datamodels = after("--datamodels").map((file): [string, string] => [file, readFileSync(file, "utf8")]);
  const open = () =>
    openSchemaEngine({
      url,
      shadow: shadowDatabase(url, datasource.shadowDatabaseUrl),
      onLog: (line) => process.stderr.write(`${line}\n`),
      ...(datamodels.length > 0 ? { datamodels } : {}),
    });

  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim()) await answerRpc(line, open, (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`));
  }
  process.exit(0);
}
