import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, describe, inject } from "vitest";
import { kubeHttp, type KubeHttp } from "./kube-http";
import type { RunningCluster } from "./clusters-global-setup";

const run = promisify(execFile);

/** A cluster as a test uses it. */
export interface Target {
  cluster: RunningCluster;
  /** Requests by the admin. */
  admin: KubeHttp;
  /** Requests by whoever holds a token. */
  as: (token: string | undefined) => KubeHttp;
  /** The test's own, made for it and deleted after it. */
  readonly namespace: string;
  /** Runs the real kubectl in that namespace. */
  kubectl: (...args: string[]) => Promise<string>;
  /** Runs `kubectl edit` with this command as the editor. */
  kubectlEdit: (editor: string, ...args: string[]) => Promise<string>;
}

export const assets = process.env["KUBEBUILDER_ASSETS"];

type Which = (cluster: RunningCluster) => boolean;
type Hooks = { before: typeof beforeEach | typeof beforeAll; after: typeof afterEach | typeof afterAll };

/** Runs the same tests on the practice cluster and, where there is one, on the real control plane; each test in a namespace of its own. */
export function describeOnEachCluster(name: string, body: (target: Target) => void, on: Which = () => true): void {
  describeOn(name, body, on, { before: beforeEach, after: afterEach });
}

/** The same for tests that run side by side, on bots of their own: all in one namespace. */
export function describeInOneNamespace(name: string, body: (target: Target) => void, on: Which = () => true): void {
  describeOn(name, body, on, { before: beforeAll, after: afterAll });
}

/** What the practice cluster shares with a real one by the contract suite is tested on the real one where there is one. */
export const onTheRealest: Which = ({ name }) => name === "real" || inject("clusters").every((cluster) => cluster.name !== "real");

function describeOn(name: string, body: (target: Target) => void, on: Which, { before, after }: Hooks): void {
  for (const cluster of inject("clusters").filter(on)) {
    describe(`${name} (${cluster.name})`, () => {
      const admin = kubeHttp(cluster.url, cluster.adminToken);
      let namespace = "";
      const kubectl = async (env: Record<string, string>, args: string[]) => {
        const options = { env: { ...process.env, ...env } };
        return (await run(path.join(assets ?? "", "kubectl"), ["--kubeconfig", cluster.kubeconfig, "-n", namespace, ...args], options))
          .stdout;
      };
      before(async () => {
        namespace = `t-${randomUUID().slice(0, 13)}`;
        await admin("POST", "/api/v1/namespaces", { metadata: { name: namespace } });
      });
      after(async () => void (await admin("DELETE", `/api/v1/namespaces/${namespace}`)));
      body({
        cluster,
        admin,
        as: (token) => kubeHttp(cluster.url, token),
        get namespace() {
          return namespace;
        },
        kubectl: (...args) => kubectl({}, args),
        kubectlEdit: (editor, ...args) => kubectl({ KUBE_EDITOR: editor }, ["edit", ...args]),
      });
    });
  }
}
