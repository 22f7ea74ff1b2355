import type { BroughtBy, ReleaseJson, RolloutJson } from "@/lib/bots/schemas";

const MANAGERS: Record<string, string> = {
  "kubectl-client-side-apply": "kubectl apply",
  "kubectl-create": "kubectl create",
  "kubectl-edit": "kubectl edit",
  "kubectl-patch": "kubectl patch",
  "kubectl-replace": "kubectl replace",
  "kubectl-rollout": "kubectl rollout",
  "kubectl-set": "kubectl set",
  kubectl: "kubectl",
  lastgood: "Lastgood",
};

/** Who or what brought a release: "Kim", "ci-release", "kubectl set by j.ortega"; null when the cluster does not know. */
export function broughtByWords({
  broughtBy,
  rollbackId,
  release,
  change,
}: Pick<RolloutJson, "rollbackId" | "change"> & {
  broughtBy: Pick<BroughtBy, "manager" | "person">;
  release: Pick<ReleaseJson, "author">;
}): string | null {
  const manager = broughtBy.manager && (MANAGERS[broughtBy.manager] ?? broughtBy.manager);
  // Whoever wrote the code need not be who edited its config.
  const person = broughtBy.person ?? (change === "config" ? null : release.author);
  if (rollbackId !== null) return broughtBy.person ?? manager;
  return manager && person ? `${manager} by ${person}` : (person ?? manager);
}
