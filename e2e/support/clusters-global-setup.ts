import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { startPracticeCluster } from "@/lib/sandbox/start-practice-cluster";
import { clusterUsers } from "./cluster-users";
import { startControlPlane } from "./control-plane";

/** What a test is told of a cluster that the run started. */
export interface RunningCluster {
  name: "practice" | "real";
  url: string;
  /** Path of the admin's. */
  kubeconfig: string;
  adminToken: string;
  /** Path of the log of every write. */
  auditLog: string;
  /** etcd's address, where there is one. */
  etcd?: string;
}

declare module "vitest" {
  export interface ProvidedContext {
    clusters: RunningCluster[];
  }
}

const users = Object.values(clusterUsers);

/** Starts one practice cluster and, with KUBEBUILDER_ASSETS set, one real control plane for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = mkdtempSync(path.join(tmpdir(), "lastgood-clusters-"));
  const assets = process.env["KUBEBUILDER_ASSETS"];
  const [practice, real] = await Promise.all([
    startPractice(dir),
    assets === undefined ? undefined : startReal(path.join(dir, "real"), assets),
  ]);
  project.provide("clusters", [practice.cluster, ...(real ? [real.cluster] : [])]);
  return async () => {
    await Promise.all([practice.stop(), real?.stop()]);
    rmSync(dir, { recursive: true, force: true });
  };
}

interface Started {
  cluster: RunningCluster;
  stop: () => Promise<void>;
}

async function startPractice(dir: string): Promise<Started> {
  const adminToken = "admin-token";
  const everything = { verbs: ["*"], apiGroups: ["*"], resources: ["*"] };
  const auditLog = path.join(dir, "practice-audit.log");
  const started = await startPracticeCluster({
    auditFile: auditLog,
    podTimings: { startMs: [300, 300], stopMs: [200, 200] },
    historyLimit: 300,
    tokens: { [adminToken]: { user: "admin", rules: [everything] }, ...Object.fromEntries(users.map((user) => [user.token, user])) },
  });
  const kubeconfig = path.join(dir, "practice.kubeconfig");
  writeFileSync(kubeconfig, started.kubeconfig(adminToken), { mode: 0o600 });
  writeFileSync(auditLog, "");
  return { cluster: { name: "practice", url: started.url, kubeconfig, adminToken, auditLog }, stop: started.stop };
}

async function startReal(dir: string, assets: string): Promise<Started> {
  const { url, kubeconfig, adminToken, auditLog, etcd, stop } = await startControlPlane({ dir, assets, users });
  return { cluster: { name: "real", url, kubeconfig, adminToken, auditLog, etcd }, stop };
}
