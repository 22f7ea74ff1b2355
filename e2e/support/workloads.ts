import type { Target } from "./clusters";
import type { Json, JsonObject } from "@/lib/platform/json";
import type { WorkloadKind } from "@/lib/cluster/types";

export type Behaviour = "ready" | "crash" | "image-pull" | "never-ready";
export type BotManifest = {
  kind?: WorkloadKind;
  name?: string;
  version: string;
  behaviour?: Behaviour;
  replicas?: number;
  /** How long its pods take to stop. */
  stopMs?: number;
  env?: Record<string, string>;
  annotations?: Record<string, string>;
  /** ConfigMaps that it mounts whole, below `/etc/<name>`. */
  config?: string[];
  /** More fields of `spec`, and of its pods' spec. */
  spec?: JsonObject;
  pod?: JsonObject;
};

/** A bot's object as a pipeline would apply it; its pods do as `behaviour` says. */
export function manifest({
  kind = "Deployment",
  name = "omniserve",
  version,
  behaviour = "ready",
  replicas = 3,
  stopMs = 100,
  env = {},
  annotations,
  config = [],
  spec = {},
  pod = {},
}: BotManifest): JsonObject {
  const app: JsonObject = { app: name };
  const variables: Json[] = Object.entries(env).map(([key, value]) => ({ name: key, value }));
  return {
    apiVersion: "apps/v1",
    kind,
    metadata: { name, ...(annotations ? { annotations } : {}) },
    spec: {
      ...(kind === "DaemonSet" ? {} : { replicas }),
      ...(kind === "StatefulSet" ? { serviceName: name } : {}),
      selector: { matchLabels: app },
      template: {
        metadata: {
          labels: app,
          annotations: {
            "kubelet.test/behaviour": behaviour,
            "kubelet.test/start-ms": "100",
            "kubelet.test/stop-ms": String(stopMs),
            // Signs that JSON can spell in two ways.
            "lastgood.test/said": "a && b <c>",
          },
        },
        spec: {
          ...pod,
          containers: [
            {
              name: "bot",
              image: `omniserve:${version}`,
              ...(variables.length > 0 ? { env: variables } : {}),
              ...(config.length > 0 ? { volumeMounts: config.map((map) => ({ name: map, mountPath: `/etc/${map}` })) } : {}),
            },
          ],
          ...(config.length > 0 ? { volumes: config.map((map) => ({ name: map, configMap: { name: map } })) } : {}),
        },
      },
      ...spec,
    },
  };
}

const PLURALS = { Deployment: "deployments", StatefulSet: "statefulsets", DaemonSet: "daemonsets" } as const;

export function pathOf(namespace: string, kind: WorkloadKind, name?: string): string {
  return `/apis/apps/v1/namespaces/${namespace}/${PLURALS[kind]}${name === undefined ? "" : `/${name}`}`;
}

/** Creates a ConfigMap, or replaces its data, as a pipeline does. @throws when the cluster does not take it */
export async function configure(
  { admin, namespace }: Pick<Target, "admin" | "namespace">,
  name: string,
  data: Record<string, string>,
): Promise<void> {
  const path = `/api/v1/namespaces/${namespace}/configmaps`;
  const there = await admin("GET", `${path}/${name}`);
  const answer =
    there.status === 404
      ? await admin("POST", `${path}?fieldManager=ci-config`, { metadata: { name }, data })
      : await admin("PATCH", `${path}/${name}?fieldManager=ci-config`, { data }, "application/merge-patch+json");
  if (answer.status >= 300) throw new Error(`configuring ${name}: ${answer.status} ${JSON.stringify(answer.body)}`);
}

/** Deploys as a pipeline does: creates, or patches the whole spec. @throws when the cluster does not take it */
export async function deploy({ admin, namespace }: Pick<Target, "admin" | "namespace">, bot: BotManifest): Promise<void> {
  const { kind = "Deployment", name = "omniserve" } = bot;
  const body = manifest(bot);
  const by = "fieldManager=ci-release";
  const there = await admin("GET", pathOf(namespace, kind, name));
  const answer =
    there.status === 404
      ? await admin("POST", `${pathOf(namespace, kind)}?${by}`, body)
      : await admin("PATCH", `${pathOf(namespace, kind, name)}?${by}`, { spec: body.spec }, "application/merge-patch+json");
  if (answer.status >= 300) throw new Error(`deploying ${name} ${bot.version}: ${answer.status} ${JSON.stringify(answer.body)}`);
}
