import { closeEventStreams } from "@/app/_server/event-streams";
import { replaceServices } from "@/app/_server/services";
import { callWith, credentialsFor, ORIGIN, type Caller } from "@/app/_server/testing/test-api";
import { createLogger } from "@/lib/platform/logger";
import { TEST_SECRET_KEY } from "@/lib/platform/vault/testing/test-vault";
import type { Target } from "../support/clusters";
import { startProduct } from "../support/product";
import type { Canaries } from "./canaries";
import { databaseDump } from "./database-dump";

export type Told = { where: string; text: string };
export type MaskingScene = Awaited<ReturnType<typeof openMaskingScene>>;

/** Worker and API on one database over a cluster, and all that they say to anybody: every log line down to trace, every answer, every event. */
export async function openMaskingScene(target: Target, canaries: Canaries) {
  const told: Told[] = [];
  const to = { write: (text: string) => void told.push({ where: "log", text }) };
  const log = createLogger({ level: "trace", process: "test", to });
  const { kubeconfig } = target.cluster;
  const product = await startProduct({ kubeconfig, namespace: target.namespace, watchSecrets: true, log });
  const system = { ...product.ctx(), db: product.database.db, actor: { kind: "system", job: "test" } as const };
  const sessionSecret = canaries.formed("NEXTAUTH_SECRET", "");
  const credentials = await credentialsFor(system, sessionSecret);
  const { db, clusters, vault, clock } = system;
  replaceServices({
    db,
    databaseUrl: product.database.url,
    clusters,
    vault,
    clock,
    log,
    sessionSecret,
    publicOrigin: ORIGIN,
    breakGlass: null,
  });

  canaries.known("LASTGOOD_SECRET_KEY", TEST_SECRET_KEY);
  canaries.known("password of DATABASE_URL", new URL(product.database.url).password);
  if (target.cluster.name === "real") canaries.known("token of the kubeconfig", target.cluster.adminToken);
  for (const [caller, headers] of credentials) {
    for (const sent of Object.values(headers)) canaries.known(`what ${caller} signs in with`, sent.replace(/^(Bearer |[\w-]+=)/, ""));
  }

  const call = callWith(credentials);
  const answer = async (method: "GET" | "POST", path: string, as: Caller, body?: unknown) => {
    const [address = "", query] = path.split("?");
    const response = await call(method, address, { as, ...(body ? { body } : {}), ...(query ? { query: `?${query}` } : {}) });
    return { status: response.status, text: await response.text() };
  };
  const events = call("GET", "/api/v1/events", { as: "viewer" }).then(async (stream) => {
    const chunks = stream.body!.pipeThrough(new TextDecoderStream()) as unknown as AsyncIterable<string>;
    for await (const text of chunks) told.push({ where: "events", text });
  });

  let closed: Promise<void> | undefined;
  const close = async () => {
    closeEventStreams();
    await events;
    await product.stop();
  };

  return {
    product,
    told,
    /** Asks the API, and keeps the answer among what was told. */
    ask: async <T>(method: "GET" | "POST", path: string, as: Caller, body?: unknown) => {
      const { status, text } = await answer(method, path, as, body);
      told.push({ where: `${method} ${path}: ${status}`, text });
      return {
        status,
        get json() {
          return JSON.parse(text) as T; // files are none
        },
      };
    },
    /** Asks for what is told to nobody else. */
    askAlone: answer,
    dump: async () => (await databaseDump(db)).map(({ table, rows }): Told => ({ where: `table ${table}`, text: rows })),
    close: () => (closed ??= close()),
  };
}
