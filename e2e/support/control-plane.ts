import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import type { ChildProcess } from "node:child_process";
import type { ClusterUser } from "./cluster-users";
import { writeAuditPolicy, writeKubeconfig, writePodLogs, writeSecret, writeServiceAccountKeys } from "./control-plane-files";
import { freePorts } from "./free-ports";
import { grantRights } from "./grant-rights";
import { kubeHttp } from "./kube-http";
import { killGuarded, spawnGuarded } from "./spawn-guarded";
import { waitUntil } from "./wait-until";

export interface ControlPlane {
  /** Path of the admin's. */
  kubeconfig: string;
  url: string;
  adminToken: string;
  /** Path of a file with every write, one JSON document a line; with `auditReads` also what was asked for. */
  auditLog: string;
  /** Address of its etcd. */
  etcd: string;
  stop: () => Promise<void>;
}

const token = () => randomBytes(16).toString("hex");

/**
 * Starts a real Kubernetes control plane on loopback, with KWOK in place of kubelets, from the folder in KUBEBUILDER_ASSETS. Its state lives under
 * `dir`, which is emptied first. It dies with this process, however that dies.
 */
export async function startControlPlane({
  dir,
  assets,
  users = [],
  auditReads = false,
}: {
  dir: string;
  assets: string;
  users?: readonly ClusterUser[];
  auditReads?: boolean;
}): Promise<ControlPlane> {
  if (!existsSync(path.join(assets, "kube-apiserver"))) throw new Error(`There is no kube-apiserver in ${assets}.`);
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const [etcd = 0, etcdPeer = 0, api = 0, manager = 0, scheduler = 0, kwok = 0] = await freePorts(6);
  const url = `https://127.0.0.1:${api}`;
  const etcdUrl = `http://127.0.0.1:${etcd}`;
  const own = { admin: token(), manager: token(), scheduler: token() };
  const keys = writeServiceAccountKeys(dir);
  const tokens = [
    `${own.admin},admin,admin,system:masters`,
    `${own.manager},system:kube-controller-manager,manager`,
    `${own.scheduler},system:kube-scheduler,scheduler`,
    ...users.map((user) => `${user.token},${user.user},${user.user}`),
  ];
  const kubeconfig = writeKubeconfig(dir, "admin", url, own.admin);
  const auditLog = path.join(dir, "audit.log");

  const children: ChildProcess[] = [];
  const stop = async () => void (await Promise.all(children.map(killGuarded)));
  const start = (name: string, args: string[]) =>
    void children.push(spawnGuarded(path.join(assets, name), args, path.join(dir, `${name}.log`)));

  start("etcd", [
    `--data-dir=${dir}/etcd`,
    "--unsafe-no-fsync",
    "--log-level=error",
    `--listen-client-urls=${etcdUrl}`,
    `--advertise-client-urls=${etcdUrl}`,
    `--listen-peer-urls=http://127.0.0.1:${etcdPeer}`,
    `--initial-advertise-peer-urls=http://127.0.0.1:${etcdPeer}`,
    `--initial-cluster=default=http://127.0.0.1:${etcdPeer}`,
  ]);
  start("kube-apiserver", [
    `--etcd-servers=${etcdUrl}`,
    "--bind-address=127.0.0.1",
    `--secure-port=${api}`,
    `--cert-dir=${dir}/apiserver-certs`,
    `--token-auth-file=${writeSecret(dir, "tokens.csv", tokens.join("\n"))}`,
    "--authorization-mode=RBAC",
    "--service-cluster-ip-range=10.0.0.0/24",
    "--disable-admission-plugins=ServiceAccount,TaintNodesByCondition",
    `--audit-policy-file=${writeAuditPolicy(dir, { reads: auditReads })}`,
    `--audit-log-path=${auditLog}`,
    "--audit-log-mode=blocking",
    "--audit-log-maxsize=10000", // in MB: what a long walk is judged by must not be rotated away at 100
    "--kubelet-preferred-address-types=InternalIP",
    "--service-account-issuer=https://kubernetes.default.svc",
    `--service-account-key-file=${keys.publicKey}`,
    `--service-account-signing-key-file=${keys.signingKey}`,
  ]);
  const admin = kubeHttp(url, own.admin);
  try {
    await waitUntil(`${url}/readyz`, async () => (await admin("GET", "/readyz")).status === 200, 60_000);
    await admin("POST", "/api/v1/nodes", {
      metadata: { name: "node-1", labels: { "kubernetes.io/hostname": "node-1", "kubernetes.io/os": "linux" } },
    });
    const quick = ["--bind-address=127.0.0.1", "--leader-elect=false", "--kube-api-qps=500", "--kube-api-burst=1000"];
    start("kube-controller-manager", [
      ...quick,
      `--kubeconfig=${writeKubeconfig(dir, "manager", url, own.manager)}`,
      `--secure-port=${manager}`,
      `--cert-dir=${dir}/manager-certs`,
      "--use-service-account-credentials",
      `--service-account-private-key-file=${keys.signingKey}`,
      "--controllers=*,-node-lifecycle-controller,-ttl-controller,-service-lb-controller,-node-route-controller,-cloud-node-lifecycle-controller,-node-ipam-controller",
      "--concurrent-deployment-syncs=20",
      "--concurrent-replicaset-syncs=20",
    ]);
    start("kube-scheduler", [
      ...quick,
      `--kubeconfig=${writeKubeconfig(dir, "scheduler", url, own.scheduler)}`,
      `--secure-port=${scheduler}`,
      `--cert-dir=${dir}/scheduler-certs`,
    ]);
    start("kwok", [
      `--kubeconfig=${kubeconfig}`,
      "--manage-all-nodes=true",
      `--config=${path.join(import.meta.dirname, "kubelet.yaml")}`,
      `--config=${writePodLogs(dir)}`,
      `--server-address=127.0.0.1:${kwok}`,
      "--node-ip=127.0.0.1",
      `--node-port=${kwok}`,
      "--node-lease-duration-seconds=40",
    ]);
    await grantRights(admin, users);
    await waitUntil("the default namespace", async () => (await admin("GET", "/api/v1/namespaces/default")).status === 200, 60_000);
  } catch (error) {
    await stop();
    throw new Error(`The control plane did not start: see the logs in ${dir}.`, { cause: error });
  }
  return { kubeconfig, url, adminToken: own.admin, auditLog, etcd: etcdUrl, stop };
}
