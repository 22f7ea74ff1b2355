import type { JsonObject } from "@/lib/platform/json";
import type { Target } from "./clusters";
import { waitUntil } from "./wait-until";

type RawPod = { metadata: { name: string; uid: string; labels?: Record<string, string> }; spec: { nodeName?: string }; status: JsonObject };

/** What a kubelet would say of the one pod of a bot, where no stage of KWOK says it. */
export function playKubelet({ admin, namespace }: Pick<Target, "admin" | "namespace">) {
  const pods = `/api/v1/namespaces/${namespace}/pods`;
  const post = async (path: string, body: JsonObject) => {
    const answer = await admin("POST", path, body);
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  };
  return {
    podOf: (app: string, phase: string) =>
      waitUntil(`a pod of ${app}`, async () => {
        const { items } = (await admin("GET", `${pods}?labelSelector=app%3D${app}`)).body as { items: RawPod[] };
        return items.find(({ status, spec }) => status.phase === phase && spec.nodeName !== undefined);
      }),
    report: async ({ metadata }: RawPod, status: JsonObject) => {
      const answer = await admin("PATCH", `${pods}/${metadata.name}/status`, { status }, "application/merge-patch+json");
      if (answer.status >= 300) throw new Error(`${metadata.name}: ${answer.status} ${JSON.stringify(answer.body)}`);
    },
    tell: ({ metadata: { name, uid } }: RawPod, reason: string, message: string) =>
      post(`/api/v1/namespaces/${namespace}/events`, {
        metadata: { name: `${name}.${reason.toLowerCase()}` },
        involvedObject: { kind: "Pod", namespace, name, uid, fieldPath: "spec.containers{bot}" },
        type: "Warning",
        reason,
        message,
        source: { component: "kubelet" },
        lastTimestamp: new Date().toISOString().replace(/\.\d+Z$/, "Z"),
      }),
  };
}
