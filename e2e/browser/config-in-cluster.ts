import { whatPodsSee } from "@/lib/bots/config/testing/what-pods-see";
import type { ConfigMap } from "@/lib/cluster/types";
import type { JsonObject } from "@/lib/platform/json";
import { writes } from "../support/audit-log";
import type { Stack } from "../support/stack";
import { pathOf } from "../support/workloads";

type ListedMap = { metadata: { name: string; resourceVersion: string }; data?: Record<string, string> };

export async function mapsOf({ admin, namespace }: Stack): Promise<ListedMap[]> {
  const { body } = await admin("GET", `/api/v1/namespaces/${namespace}/configmaps`);
  return (body as unknown as { items: ListedMap[] }).items;
}

export async function templateOf({ admin, namespace }: Stack, name: string): Promise<JsonObject> {
  const { body } = await admin("GET", pathOf(namespace, "Deployment", name));
  return (body as { spec: { template: JsonObject } }).spec.template;
}

/** What the bot's pods see, by the template and the maps in the cluster. */
export async function seenBy(stack: Stack, name: string) {
  return whatPodsSee(await templateOf(stack, name), await byName(stack)).containers;
}

async function byName(stack: Stack): Promise<ReadonlyMap<string, ConfigMap>> {
  const maps = (await mapsOf(stack)).map(({ metadata, data }) => [metadata.name, { data: data ?? {}, binaryData: {} }] as const);
  return new Map(maps) as unknown as ReadonlyMap<string, ConfigMap>;
}

/** The file that each pod of the bot has mounted, by the pod's own spec: what its kubelet was told. */
export async function filesInPods(stack: Stack, name: string): Promise<(string | undefined)[]> {
  const { body } = await stack.admin("GET", `/api/v1/namespaces/${stack.namespace}/pods?labelSelector=app%3D${name}`);
  const pods = (body as unknown as { items: { metadata: { deletionTimestamp?: string }; spec: JsonObject }[] }).items;
  const maps = await byName(stack);
  return pods
    .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
    .map(({ spec }) => {
      const { files } = whatPodsSee({ spec }, maps).containers.get("bot") ?? {};
      return files?.get(`/etc/${name}-rules/thresholds.yaml`)?.toString();
    });
}

/** The templates that the cluster remembers of the bot. */
export async function formerTemplates({ admin, namespace }: Stack, name: string): Promise<string> {
  const { body } = await admin("GET", `/apis/apps/v1/namespaces/${namespace}/replicasets?labelSelector=app%3D${name}`);
  return JSON.stringify(body);
}

/** What we really told the cluster of this bot's maps: dry runs aside. */
export function ourMapWrites({ auditLog, namespace }: Stack, name: string) {
  return writes(auditLog, { resource: "configmaps", namespace }).filter(
    ({ userAgent, requestURI, requestObject, objectRef }) =>
      userAgent === "lastgood" &&
      !requestURI.includes("dryRun") &&
      `${objectRef?.name} ${JSON.stringify(requestObject)}`.includes(`${name}-rules`),
  );
}
