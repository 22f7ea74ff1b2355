import type { PodInTheWay } from "./schemas";

/**
 * Shell lines that delete these pods, each only while it is the very pod that was seen: `kubectl delete pod` would take whatever has its name by then. Names and
 * uids are the API server's own and hold nothing that a shell reads; one that did is left out.
 */
export function deletePodsCommand(namespace: string, pods: readonly Pick<PodInTheWay, "name" | "uid">[]): string {
  return pods
    .filter(({ name, uid }) => [namespace, name, uid].every((each) => PLAIN.test(each)))
    .map(({ name, uid }) => {
      const options = JSON.stringify({ kind: "DeleteOptions", apiVersion: "v1", preconditions: { uid } });
      return `echo '${options}' | kubectl delete --raw /api/v1/namespaces/${namespace}/pods/${name} -f -`;
    })
    .join("\n");
}

const PLAIN = /^[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?$/;
