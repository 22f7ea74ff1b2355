import { encode } from "next-auth/jwt";
import pino from "pino";
import { addUser } from "@/lib/access/add-user";
import { createToken } from "@/lib/access/create-token";
import type { Ctx } from "@/lib/access/ctx";
import { SESSION_SECONDS } from "@/lib/access/session";
import { ROLES, TOKEN_SCOPES, type Role, type TokenScope } from "@/lib/access/types";
import { testVault } from "@/lib/platform/vault/testing/test-vault";
import { Scene } from "@/lib/rollbacks/testing/scene";
import { closeEventStreams } from "../event-streams";
import { replaceServices, type Services } from "../services";

type Handler = (request: Request, context: { params: Promise<unknown> }) => Promise<Response>;
type RouteModule = Partial<Record<Method | "OPTIONS", Handler>>;

export const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type Method = (typeof METHODS)[number];

const modules = import.meta.glob<RouteModule>("../../api/v1/**/route.ts");

const routeFiles = Object.fromEntries(
  Object.entries(modules).map(([file, load]) => [
    file.replace("../../", "/").replace("/route.ts", "").replaceAll("[", "{").replaceAll("]", "}"),
    load as () => Promise<RouteModule>,
  ]),
);
const ANYWHERE_ELSE = "/api/v1/{{...path}}";

/** The path of every route file below `app/api/v1`, as OpenAPI writes it; without the one for all other addresses. */
export const paths = Object.keys(routeFiles).filter((path) => path !== ANYWHERE_ELSE);

export const ORIGIN = "http://lastgood.test:3000";
const SECRET = "test secret, at least 32 characters";

/** What our own pages send with a write. */
export const OWN_PAGE = { origin: ORIGIN, "sec-fetch-site": "same-origin", "content-type": "application/json" };

export type Caller = Role | `${TokenScope} token` | "nobody";
export type Credentials = Map<Caller, Record<string, string>>;
type Call = { as?: Caller; body?: unknown; raw?: BodyInit; headers?: Record<string, string | null>; query?: string };

/** The route handlers themselves, on a real database with OmniServe in it, and a caller of every kind. */
export async function openTestApi() {
  const scene = await Scene.open();
  const ctx = scene.ctx({ kind: "system", job: "test" });
  const credentials = await credentialsFor(ctx, SECRET);

  const running: Services = {
    db: scene.database.db,
    databaseUrl: scene.database.url,
    clusters: scene.cluster.clusters,
    vault: testVault(),
    clock: { now: () => scene.now },
    log: pino({ enabled: false }),
    sessionSecret: SECRET,
    publicOrigin: null,
    breakGlass: null,
  };
  replaceServices(running);

  const call = callWith(credentials);
  const close = () => {
    closeEventStreams(); // the listener is the process's, and the next file's database is another one
    return scene.database.drop();
  };
  return { scene, running, call, close };
}

/** What a caller of every kind sends: a person of each role, a token of each scope, and nobody. */
export async function credentialsFor(ctx: Ctx, sessionSecret: string): Promise<Credentials> {
  const credentials: Credentials = new Map([["nobody", {}]]);
  for (const role of ROLES) {
    const { user } = await addUser({ ctx, input: { email: `${role}@example.org`, name: role, role } });
    const signedInAt = Math.floor(ctx.clock.now().getTime() / 1000);
    const token = await encode({
      token: { userId: user.id, sessionVersion: 1, signedInAt },
      secret: sessionSecret,
      maxAge: SESSION_SECONDS,
    });
    credentials.set(role, { cookie: `lastgood-session=${token}` });
  }
  for (const scope of TOKEN_SCOPES) {
    const { secret } = await createToken({ ctx, input: { name: scope, scope, expiresAt: null } });
    credentials.set(`${scope} token`, { authorization: `Bearer ${secret}` });
  }
  return credentials;
}

/** Calls the route handlers themselves, on whatever services the process has. */
export function callWith(credentials: Credentials) {
  return async (method: keyof RouteModule, path: string, { as = "nobody", body, raw, headers = {}, query = "" }: Call = {}) => {
    const [pattern, params] = matching(path);
    const handler = (await routeFiles[pattern]?.())?.[method];
    if (!handler) throw new Error(`no route for ${method} ${path}`);
    const sent = new Headers({ host: "lastgood.test:3000", ...(method === "GET" ? {} : OWN_PAGE), ...credentials.get(as) });
    for (const [name, value] of Object.entries(headers))
      if (value === null) sent.delete(name);
      else sent.set(name, value);
    const content = raw ?? (body === undefined ? null : JSON.stringify(body));
    const request = new Request(`http://localhost${path}${query}`, {
      method,
      headers: sent,
      body: content,
      ...({ duplex: "half" } as RequestInit),
    });
    return handler(request, { params: Promise.resolve(params) });
  };
}

export type TestApi = Awaited<ReturnType<typeof openTestApi>>;

function matching(path: string): [string, Record<string, string>] {
  const parts = path.split("/");
  for (const pattern of paths.toSorted()) {
    const wanted = pattern.split("/");
    if (wanted.length !== parts.length || !wanted.every((want, i) => want === parts[i] || want.startsWith("{"))) continue;
    const params = wanted.flatMap((want, i) => (want.startsWith("{") ? [[want.slice(1, -1), decodeURIComponent(parts[i] ?? "")]] : []));
    return [pattern, Object.fromEntries(params)];
  }
  return [ANYWHERE_ELSE, {}];
}
