import { services } from "@/app/_server/services";
import { schemaState } from "@/lib/platform/schema-state";

export const dynamic = "force-dynamic";

const KEY = Symbol.for("lastgood.was-ready");
const store = globalThis as { [KEY]?: boolean };

/** Ready once the database has this build's schema, and from then on. */
export async function GET(): Promise<Response> {
  const { db, log } = services();
  // A database that goes away later takes no web server out of rotation: it says what is wrong better than a load balancer.
  if (!store[KEY]) {
    const state = await schemaState(db).catch(
      (err: unknown) => (log.warn({ err }, "not ready: the database does not answer"), "unreachable" as const),
    );
    store[KEY] = state === "current" || state === "ahead";
    if (!store[KEY]) return say(503, state === "behind" ? "The database is not migrated yet." : "The database does not answer.");
  }
  return say(200, "ok");
}

function say(status: number, sentence: string): Response {
  return new Response(`${sentence}\n`, { status, headers: { "cache-control": "no-store" } });
}
