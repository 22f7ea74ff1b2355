import path from "node:path";
import type { KubeConfig } from "@kubernetes/client-node";
import type { Connection, ConnectionSource } from "./connection";
import { misconfigured } from "./misconfigured";
import { parseKubeconfig } from "./parse-kubeconfig";
import { readConfigFile } from "./read-config-file";
import { toConnection } from "./to-connection";

/** `kubeconfig` is a path, or several as in `KUBECONFIG`; `context` null is the file's current one. */
export type ConnectionOptions = { kubeconfig: string; context: string | null } | { inCluster: true };

const FRESH_FOR_MS = 60_000;

/** How to reach a cluster and who we are there, kept for a minute; concurrent callers share one load. A failed load is tried anew by the next caller. */
export function loadConnection(options: ConnectionOptions): ConnectionSource {
  let config: Promise<KubeConfig> | null = null;
  let kept: { connection: Promise<Connection>; at: number } | null = null;

  const load = (): Promise<Connection> => {
    config ??= "inCluster" in options ? openInCluster() : openKubeconfig(options.kubeconfig, options.context);
    const origin = "inCluster" in options ? "The in-cluster account" : `The kubeconfig ${options.kubeconfig}`;
    const connection = config.then((opened) => toConnection(opened, origin));
    const loaded = { connection, at: Date.now() };
    kept = loaded;
    connection.catch(() => {
      if (kept !== loaded) return;
      kept = null;
      config = null;
    });
    return connection;
  };

  return {
    current: () => (kept && Date.now() - kept.at < FRESH_FOR_MS ? kept.connection : load()),
    renew: () => {
      config = null;
      return load();
    },
  };
}

async function openInCluster(): Promise<KubeConfig> {
  const config = await emptyConfig();
  config.loadFromCluster();
  if (config.clusters[0]?.server.includes("undefined"))
    throw misconfigured("Lastgood does not run inside a cluster: KUBERNETES_SERVICE_HOST is not set");
  return config;
}

async function openKubeconfig(files: string, context: string | null): Promise<KubeConfig> {
  const paths = files.split(path.delimiter).filter((file) => file !== "");
  const configs = await Promise.all(paths.map(openOne));
  const merged = configs[0];
  if (!merged) throw misconfigured("The path of the kubeconfig is empty");
  for (const other of configs.slice(1)) {
    merged.clusters = firstOfEachName([...merged.clusters, ...other.clusters]);
    merged.users = firstOfEachName([...merged.users, ...other.users]);
    merged.contexts = firstOfEachName([...merged.contexts, ...other.contexts]);
    merged.currentContext ||= other.currentContext;
  }
  choose(merged, files, context);
  return merged;
}

async function openOne(file: string): Promise<KubeConfig> {
  const parsed = parseKubeconfig(await readConfigFile(file, "kubeconfig"), file);
  const config = await emptyConfig();
  try {
    config.loadFromString(JSON.stringify(parsed));
  } catch (error) {
    // The library's own sentences name a field ("clusters[0].cluster.server is missing"); anything else might quote the file.
    const field = error instanceof Error ? /^[a-z]+\[\d+\](\.[a-z]+)+ is missing$/.exec(error.message)?.[0] : undefined;
    throw misconfigured(`The kubeconfig ${file} cannot be used: ${field ?? "an entry does not have the form it should"}`);
  }
  config.makePathsAbsolute(path.dirname(path.resolve(file)));
  return config;
}

function choose(config: KubeConfig, files: string, wanted: string | null): void {
  const name = wanted ?? config.currentContext;
  if (!name) throw misconfigured(`The kubeconfig ${files} has no current context, and no other was named`);
  const context = config.contexts.find((one) => one.name === name);
  if (!context)
    throw misconfigured(
      `The kubeconfig ${files} has no context “${name}”; it has ${config.contexts.map((one) => `“${one.name}”`).join(", ")}`,
    );
  if (!config.clusters.some((one) => one.name === context.cluster))
    throw misconfigured(`In the kubeconfig ${files}, the context “${name}” names the cluster “${context.cluster}”, which is not there`);
  if (context.user && !config.users.some((one) => one.name === context.user))
    throw misconfigured(`In the kubeconfig ${files}, the context “${name}” names the user “${context.user}”, who is not there`);
  config.setCurrentContext(name);
}

/** Loaded when first needed: 80 MB and half a second of generated code, of which this uses one class. */
async function emptyConfig(): Promise<KubeConfig> {
  const { KubeConfig } = await import("@kubernetes/client-node");
  return new KubeConfig();
}

function firstOfEachName<T extends { name: string }>(entries: T[]): T[] {
  return entries.filter((entry, index) => entries.findIndex(({ name }) => name === entry.name) === index);
}
