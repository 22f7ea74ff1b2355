import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createObject } from "./api/create-object";
import { resourceNamed } from "./api/resources";
import { systemClock, timestamp, type Clock } from "./clock";
import type { Cluster, ImageBehaviour, PodTimings, Rule } from "./cluster";
import { nodeName } from "./controllers/pod-writes";
import { startControllers } from "./controllers/start-controllers";
import { auditLog } from "./http/audit-log";
import { requestListener } from "./http/request-listener";
import { kubeconfigFor } from "./kubeconfig-for";
import { seededRandom } from "./seeded-random";
import { keepStateFile, readStateFile } from "./store/state-file";
import { Store } from "./store/store";

export interface PracticeClusterOptions {
  /** 0, the default, takes a free one. */
  port?: number;
  /** Where the cluster is kept over restarts; without it everything is gone when it stops. */
  stateFile?: string;
  /** Where every write is logged, in the form of the API server's audit log. */
  auditFile?: string;
  clock?: Clock;
  podTimings?: Partial<PodTimings>;
  /** How pods of an image behave, by the image's full name. */
  images?: Record<string, ImageBehaviour>;
  /** What pods of any other image do. */
  unknownImages?: "ready" | "image-pull";
  /** Who may do what, by bearer token. Without any everybody may do everything. */
  tokens?: Record<string, { user: string; rules: Rule[] }>;
  seed?: number;
  /** How many changes of each resource a watch can catch up on. */
  historyLimit?: number;
  bookmarkMs?: number;
  /** Hears what a person should know, such as a state file that could not be read. */
  say?: (line: string) => void;
}

export interface PracticeCluster {
  url: string;
  port: number;
  /** A kubeconfig as text, for one of the tokens or, without tokens, for everybody. */
  kubeconfig(token?: string): string;
  /** Ends every watch, writes the state file and frees the port. */
  stop(): Promise<void>;
  /** What the cluster is made of: for seeding, and for tests that look inside. */
  internals: Cluster;
}

/** Starts a Kubernetes API in this process, on loopback. */
export async function startPracticeCluster(options: PracticeClusterOptions = {}): Promise<PracticeCluster> {
  const { stateFile, clock = systemClock, seed = 1, historyLimit = 1000, say = (line) => console.error(line) } = options;
  const store = new Store(historyLimit, stateFile === undefined ? undefined : readStateFile(stateFile, say));
  const kept = stateFile === undefined ? undefined : keepStateFile(store, stateFile);
  const cluster: Cluster = {
    store,
    clock,
    random: seededRandom(seed),
    podTimings: { startMs: [1500, 3500], stopMs: [300, 900], syncMs: [1000, 2000], ...options.podTimings },
    images: options.images ?? {},
    unknownImages: options.unknownImages ?? "ready",
    bookmarkMs: options.bookmarkMs ?? 60_000,
    tokens: options.tokens ?? {},
  };
  createBasics(cluster);
  const stopControllers = startControllers(cluster);
  const server = createServer(requestListener(cluster, options.auditFile === undefined ? undefined : auditLog(options.auditFile)));
  server.keepAliveTimeout = 60_000;
  server.requestTimeout = 0;
  const port = await listen(server, options.port ?? 0);
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    port,
    kubeconfig: (token) => kubeconfigFor(url, token),
    stop: async () => {
      stopControllers();
      kept?.flush();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
    internals: cluster,
  };
}

const listen = (server: Server, port: number) =>
  new Promise<number>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });

function createBasics(cluster: Cluster): void {
  const { store, clock } = cluster;
  for (const name of ["default", "kube-system", "kube-public", "kube-node-lease"]) {
    if (!store.get("namespaces", undefined, name)) {
      createObject(cluster, resourceNamed("namespaces"), undefined, { metadata: { name } }, { manager: "kube-apiserver" });
    }
  }
  if (store.get("nodes", undefined, nodeName)) return;
  const now = timestamp(clock.now());
  store.put("nodes", {
    kind: "Node",
    apiVersion: "v1",
    metadata: {
      name: nodeName,
      uid: nodeName,
      resourceVersion: "",
      creationTimestamp: now,
      labels: { "kubernetes.io/hostname": nodeName, "kubernetes.io/os": "linux" },
    },
    spec: {},
    status: {
      addresses: [{ type: "InternalIP", address: "127.0.0.1" }],
      capacity: { cpu: "64", memory: "256Gi", pods: "5000" },
      allocatable: { cpu: "64", memory: "256Gi", pods: "5000" },
      conditions: [
        {
          type: "Ready",
          status: "True",
          reason: "KubeletReady",
          message: "practice node is up",
          lastHeartbeatTime: now,
          lastTransitionTime: now,
        },
      ],
    },
  });
}
