import type { SchemaEngine } from "@prisma/schema-engine-wasm";
import type { OpenSchemaEngine } from "@/lib/platform/schema-engine";

type Request = { id: number; method?: string; params?: Record<string, unknown> };
type Message = Record<string, unknown>;
type Methods = Record<string, (params: unknown) => Promise<unknown>>;

const RENAMED: Record<string, string> = { getDatabaseVersion: "version" };

/** Answers one JSON-RPC line with an engine of its own. Replies of the CLI to our `print` requests are ignored. */
export async function answerRpc(line: string, open: () => Promise<OpenSchemaEngine>, send: (message: Message) => void): Promise<void> {
  const { id, method, params } = JSON.parse(line) as Request;
  if (!method) return;

  let opened: OpenSchemaEngine | undefined;
  try {
    opened = await open();
    if (method === "evaluateDataLoss" || method === "createMigration") await fillShadowCache(opened.engine, params);
    const result = await (opened.engine as unknown as Methods)[RENAMED[method] ?? method]?.(params);
    send({ id, result: method === "diff" ? printed(result, send) : (result ?? null) });
  } catch (error) {
    send({ id, error: { code: 4466, message: "An error happened. Check the data field for details.", data: described(error) } });
  } finally {
    await opened?.close();
  }
}

// The WASM build replays migrations into the shadow database only when it diagnoses; the other commands read what that left.
async function fillShadowCache(engine: SchemaEngine, params: Record<string, unknown> | undefined): Promise<void> {
  const { migrationsList, filters } = params as unknown as Parameters<SchemaEngine["diagnoseMigrationHistory"]>[0];
  await engine.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: true, filters });
}

// The native engine sends the text of a diff as a request to print it.
function printed(result: unknown, send: (message: Message) => void): Message {
  const { stdout, ...rest } = result as { stdout?: string };
  if (stdout) send({ id: 1_000_000, method: "print", params: { content: stdout.replace(/\n$/, "") } });
  return rest;
}

function described(error: unknown): Message {
  const { message = String(error), code, meta } = error as { message?: string; code?: string; meta?: unknown };
  return { is_panic: error instanceof WebAssembly.RuntimeError || /panicked|unreachable/.test(message), message, error_code: code, meta };
}
