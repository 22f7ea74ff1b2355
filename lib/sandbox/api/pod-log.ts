import type { Cluster } from "../cluster";
import { notFound } from "../objects/api-error";
import type { Pod } from "../objects/kube-object";
import { resourceNamed } from "./resources";

/** What `kubectl logs` shows: what its image is known for, or a line that says it runs. @throws ApiError 404 */
export function podLog({ store, images }: Cluster, namespace: string | undefined, name = ""): string {
  const pod = store.get("pods", namespace, name) as Pod | undefined;
  if (pod === undefined) throw notFound(resourceNamed("pods"), name);
  const lines = pod.spec.containers.map(({ name: container, image = "" }) => {
    const { log = `INFO ${image} is up`, unreadyLog = log } = images[image] ?? {};
    const status = pod.status?.containerStatuses?.find((known) => known.name === container);
    return status?.state.running && !status.ready ? unreadyLog : log;
  });
  return `${lines.join("\n")}\n`;
}
