import type { Deployment, KubeObject, Pod, ReplicaSet } from "@/lib/sandbox/objects/kube-object";
import type { Target } from "./clusters";
import type { KubeAnswer } from "./kube-http";
import { waitUntil } from "./wait-until";

export const jsonPatch = "application/json-patch+json";
export const mergePatch = "application/merge-patch+json";
export const strategicPatch = "application/strategic-merge-patch+json";

/** A small Deployment; `annotations` go on its pods and tell them how to behave. */
export const testDeployment = (name: string, { image = "registry.test/bot:1", annotations = {}, ...spec }: TestSpec = {}) => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: name } },
    ...spec,
    template: {
      metadata: { labels: { app: name }, annotations: { "kubelet.test/start-ms": "50", "kubelet.test/stop-ms": "50", ...annotations } },
      spec: { containers: [{ name: "bot", image }] },
    },
  },
});

interface TestSpec {
  image?: string;
  annotations?: Record<string, string>;
  [field: string]: unknown;
}

interface Listed<T> {
  items: T[];
  metadata: { resourceVersion: string; continue?: string; remainingItemCount?: number };
}

/** The answer's body, known to be a `T`. @throws when the answer is a refusal */
export function bodyOf<T = KubeObject>({ status, body }: KubeAnswer): T {
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body as T;
}

/** Paths and waits of one test's namespace. */
export function inNamespace(target: Target) {
  const path = (resource: "deployments" | "replicasets" | "configmaps" | "pods" | "events", rest = "") =>
    `${resource === "deployments" || resource === "replicasets" ? "/apis/apps/v1" : "/api/v1"}/namespaces/${target.namespace}/${resource}${rest}`;
  const get = async <T = Deployment>(resource: Parameters<typeof path>[0], name: string) =>
    bodyOf<T>(await target.admin("GET", path(resource, `/${name}`)));
  const list = async <T>(resource: Parameters<typeof path>[0], query = "") =>
    bodyOf<Listed<T>>(await target.admin("GET", path(resource, query)));
  const create = async (deployment: { metadata: { name: string } }) =>
    bodyOf<Deployment>(await target.admin("POST", path("deployments"), deployment));
  const patch = (name: string, body: unknown, contentType = strategicPatch, query = "") =>
    target.admin("PATCH", path("deployments", `/${name}${query}`), body, contentType);
  const setImage = (name: string, image: string) => patch(name, { spec: { template: { spec: { containers: [{ name: "bot", image }] } } } });
  const replicaSets = async () => {
    const { items } = await list<ReplicaSet>("replicasets");
    return items.sort((a, b) => revision(a) - revision(b));
  };
  const pods = async () => (await list<Pod>("pods")).items;
  const until = (what: string, name: string, holds: (deployment: Deployment) => boolean, deadlineMs?: number) =>
    waitUntil(
      what,
      async () => {
        const found = await get("deployments", name);
        return holds(found) && found;
      },
      deadlineMs,
    );
  const rolledOut = (name: string, deadlineMs?: number) => until("the rollout", name, isRolledOut, deadlineMs);
  return { path, get, list, create, patch, setImage, replicaSets, pods, until, rolledOut };
}

export const revision = ({ metadata }: KubeObject) => Number(metadata.annotations?.["deployment.kubernetes.io/revision"] ?? 0);

export function isRolledOut({ metadata, spec, status }: Deployment): boolean {
  const { observedGeneration = 0, updatedReplicas = 0, replicas = 0, availableReplicas = 0 } = status ?? {};
  return (
    observedGeneration >= (metadata.generation ?? 0) &&
    [updatedReplicas, replicas, availableReplicas].every((count) => count === spec.replicas)
  );
}

export const progressing = ({ status }: Deployment) => status?.conditions?.find(({ type }) => type === "Progressing");
export const availability = ({ status }: Deployment) => status?.conditions?.find(({ type }) => type === "Available");
