import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import pino from "pino";
import { addUser } from "@/lib/access/add-user";
import type { Role } from "@/lib/access/types";
import { tcpProxy } from "@/lib/platform/testing/tcp-proxy";
import { systemClock } from "@/lib/platform/clock";
import { openDatabase, type Database } from "@/lib/platform/db";
import { startEmbeddedPostgres } from "@/lib/platform/embedded-postgres/start-embedded-postgres";
import { newId } from "@/lib/platform/ids";
import { migrate } from "@/lib/platform/migrate";
import { TEST_SECRET_KEY } from "@/lib/platform/vault/testing/test-vault";
import { startPracticeCluster } from "@/lib/sandbox/start-practice-cluster";
import { answersWithin } from "@/scripts/supervisor/answers-within";
import { keepRunning, type Child } from "@/scripts/supervisor/keep-running";
import { kubeconfigThrough } from "../faults/kubeconfig-through";
import { startControlPlane } from "./control-plane";
import { freePorts } from "./free-ports";
import { kubeHttp, type KubeHttp } from "./kube-http";

export const NAMESPACE = "support";
export const PASSWORD = "a long test password";
const PEOPLE = { kim: "operator", lee: "lead", sam: "viewer", ada: "admin" } as const satisfies Record<string, Role>;
export type PersonName = keyof typeof PEOPLE;

export type Stack = {
  url: string;
  db: Database;
  admin: KubeHttp;
  namespace: string;
  /** Path of the log of every write that the cluster saw. */
  auditLog: string;
  kubeconfig: string;
  cluster: { url: string; adminToken: string };
  /** How many the product ever opened to the API server; counted only where that was asked for. */
  connections(): number;
  worker: { start(): void; stop(): Promise<void> };
  kubectl(...args: string[]): Promise<string>;
  stop(): Promise<void>;
};

/** The product as it is shipped: the built web server and worker as processes, a PostgreSQL of their own, over a practice or a real cluster. */
export async function startStack(
  which: "practice" | "control-plane",
  options: { soak?: string; durable?: boolean; auditReads?: boolean; countConnections?: boolean } = {},
): Promise<Stack> {
  const dir = mkdtempSync(path.join(tmpdir(), "lastgood-stack-"));
  chmodSync(dir, 0o755); // PostgreSQL runs as another user when we are root
  const [cluster, postgres] = await Promise.all([
    startCluster(which, dir, options.auditReads ?? false),
    startEmbeddedPostgres({ dataDir: dir, purpose: "tests", settings: options.durable ? {} : { fsync: "off" } }),
  ]);
  const line = options.countConnections ? await tcpProxy(cluster.url) : null;
  const admin = kubeHttp(cluster.url, cluster.adminToken);
  await admin("POST", "/api/v1/namespaces", { metadata: { name: NAMESPACE } });
  await migrate(postgres.url);
  const db = openDatabase(postgres.url, { max: 4 });
  await addPeople(db);

  const [port = 0] = await freePorts(1);
  const url = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env,
    NODE_ENV: "production" as const,
    DATABASE_URL: postgres.url,
    LASTGOOD_DATA_DIR: dir,
    LASTGOOD_NAMESPACES: NAMESPACE,
    LASTGOOD_SOAK: options.soak ?? "2s",
    LASTGOOD_VERIFY: "1s",
    KUBECONFIG: line ? kubeconfigThrough(cluster.kubeconfig, cluster.url, line.url, dir) : cluster.kubeconfig,
    LASTGOOD_SECRET_KEY: TEST_SECRET_KEY,
    NEXTAUTH_SECRET: newId("req").repeat(2),
    LASTGOOD_URL: url,
    LASTGOOD_GALLERY: "true",
    LOG_LEVEL: "warn",
  };
  const run = (name: string, file: string, more: Record<string, string> = {}) =>
    keepRunning({ name, args: [path.resolve(file)], env: { ...env, ...more }, onEnd: ({ how }) => console.error(`${name} ${how}`) });
  const web = run("web", ".next/standalone/server.js", { HOSTNAME: "127.0.0.1", PORT: String(port) });
  let worker: Child = run("worker", "dist/worker.mjs");
  if (!(await answersWithin(`${url}/readyz`, 30_000))) throw new Error("the web server did not come up");

  return {
    url,
    db,
    admin,
    namespace: NAMESPACE,
    auditLog: cluster.auditLog,
    kubeconfig: cluster.kubeconfig,
    cluster,
    connections: () => line?.connections() ?? 0,
    worker: {
      start: () => void (worker = run("worker", "dist/worker.mjs")),
      stop: () => worker.stop(),
    },
    kubectl: async (...args) => {
      const kubectl = path.join(process.env.KUBEBUILDER_ASSETS ?? "", "kubectl");
      const { stdout } = await promisify(execFile)(kubectl, ["--kubeconfig", cluster.kubeconfig, "-n", NAMESPACE, ...args]);
      return stdout;
    },
    stop: async () => {
      await Promise.all([web.stop(), worker.stop()]);
      await db.$disconnect();
      await line?.close();
      await Promise.all([postgres.stop(), cluster.stop()]);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function startCluster(which: "practice" | "control-plane", dir: string, auditReads: boolean) {
  if (which === "control-plane") {
    return startControlPlane({ dir: path.join(dir, "kube"), assets: process.env.KUBEBUILDER_ASSETS ?? "", auditReads });
  }
  const adminToken = "admin-token";
  const auditLog = path.join(dir, "audit.log");
  writeFileSync(auditLog, "");
  const everything = { verbs: ["*"], apiGroups: ["*"], resources: ["*"] };
  const practice = await startPracticeCluster({
    auditFile: auditLog,
    podTimings: { startMs: [300, 300], stopMs: [200, 200] },
    tokens: { [adminToken]: { user: "admin", rules: [everything] } },
  });
  const kubeconfig = path.join(dir, "kubeconfig");
  writeFileSync(kubeconfig, practice.kubeconfig(adminToken), { mode: 0o600 });
  return { url: practice.url, adminToken, auditLog, kubeconfig, stop: practice.stop };
}

async function addPeople(db: Database): Promise<void> {
  const ctx = {
    actor: { kind: "system", job: "tests" } as const,
    db,
    clock: systemClock,
    log: pino({ level: "silent" }),
    requestId: newId("req"),
  };
  for (const [name, role] of Object.entries(PEOPLE)) {
    await addUser({ ctx, input: { email: emailOf(name), name: name[0]?.toUpperCase() + name.slice(1), role, password: PASSWORD } });
  }
}

export function emailOf(name: string): string {
  return `${name}@example.com`;
}
