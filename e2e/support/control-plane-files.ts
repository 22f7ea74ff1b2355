import { generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";
import path from "node:path";

/** Writes one file of a control plane, readable by its owner only. Returns its path. */
export function writeSecret(dir: string, name: string, text: string): string {
  const file = path.join(dir, name);
  writeFileSync(file, text, { mode: 0o600 });
  return file;
}

export function writeServiceAccountKeys(dir: string): { signingKey: string; publicKey: string } {
  const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return {
    signingKey: writeSecret(dir, "sa.key", keys.privateKey.export({ type: "pkcs8", format: "pem" }).toString()),
    publicKey: writeSecret(dir, "sa.pub", keys.publicKey.export({ type: "spki", format: "pem" }).toString()),
  };
}

/** Every write with its body goes to the audit log, except heartbeats and events; on demand also that something was read. */
export function writeAuditPolicy(dir: string, { reads }: { reads: boolean }): string {
  const policy = {
    apiVersion: "audit.k8s.io/v1",
    kind: "Policy",
    omitStages: ["RequestReceived"],
    rules: [
      { level: "None", resources: [{ group: "coordination.k8s.io" }, { group: "", resources: ["events"] }] },
      { level: "Request", verbs: ["create", "update", "patch", "delete"] },
      ...(reads ? [{ level: "Metadata", verbs: ["get", "list"] }] : []),
      { level: "None" },
    ],
  };
  return writeSecret(dir, "audit-policy.json", JSON.stringify(policy));
}

/** What `kubectl logs` shows of every pod. */
export function writePodLogs(dir: string): string {
  const lines = ["10:02:11.104000000Z stdout F INFO model loaded", "10:02:12.310000000Z stderr F KeyError: sentiment"];
  const logsFile = writeSecret(dir, "pod.log", lines.map((line) => `2026-01-01T${line}\n`).join(""));
  const logs = {
    apiVersion: "kwok.x-k8s.io/v1alpha1",
    kind: "ClusterLogs",
    metadata: { name: "all" },
    spec: { logs: [{ logsFile, previousLogsFile: logsFile }] },
  };
  return writeSecret(dir, "kwok-logs.json", JSON.stringify(logs));
}

export function writeKubeconfig(dir: string, name: string, server: string, token: string): string {
  const config = {
    apiVersion: "v1",
    kind: "Config",
    "current-context": "test",
    clusters: [{ name: "test", cluster: { server, "insecure-skip-tls-verify": true } }],
    users: [{ name, user: { token } }],
    contexts: [{ name: "test", context: { cluster: "test", user: name } }],
  };
  return writeSecret(dir, `${name}.kubeconfig`, JSON.stringify(config));
}
