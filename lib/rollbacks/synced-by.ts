import type { Workload } from "@/lib/cluster/types";

/** What keeps a workload as some repository says, by the marks that it leaves on it; null where nothing seems to. */
export function syncedBy({ labels, annotations }: Pick<Workload, "labels" | "annotations">): "Argo CD" | "Flux" | null {
  const keys = [...Object.keys(labels), ...Object.keys(annotations ?? {})];
  if (keys.some((key) => key.startsWith("argocd.argoproj.io/"))) return "Argo CD";
  if (keys.some((key) => key.startsWith("kustomize.toolkit.fluxcd.io/") || key.startsWith("helm.toolkit.fluxcd.io/"))) return "Flux";
  return null;
}

/** What to expect of it after a rollback; null where nothing syncs the bot. */
export function saySynced(workload: Pick<Workload, "labels" | "annotations">, version: string): string | null {
  const by = syncedBy(workload);
  return by && `${by} syncs this bot: it will probably bring ${version} back.`;
}
