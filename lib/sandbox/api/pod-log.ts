import type { Cluster } from "../cluster";
import { notFound } from "../objects/api-error";
import type { Pod } from "../objects/kube-object";
import { resourceNamed } from "./resources";

/** What `kubectl logs` shows: the line its image is known for, or one that says it runs. @throws ApiError 404 */
export function podLog({ store, images }: Cluster, namespace: string | undefined, name = ""): string {
  const pod = store.get("pods", namespace, name) as Pod | undefined;
  if (pod === undefined) throw notFound(resourceNamed("pods"), name);
  const lines = pod.spec.containers.map(({ image = "" }) => images[image]?.log ?? `INFO ${image} is up`);
  return `${lines.join("\n")}\n`;
}
