import { applyPatch, patchCommand, type SupportPatch } from "./apply-patch";
import { retrievalYaml } from "./demo-config";

/** Somebody points Knowledge search at an index that is not built yet, by hand, in the ConfigMap itself: its template stays as it is. */
const edit: SupportPatch = {
  resource: "configmap",
  name: "knowledge-search-config",
  manager: "kubectl-edit",
  patch: { data: { "retrieval.yaml": retrievalYaml("handbook-2026-12") } },
};

/** `url` is the practice cluster's. */
export const applyBadEdit = (url: string): Promise<void> => applyPatch(url, edit);

/** The same as one command to paste into a shell. */
export const badEditCommand = (kubeconfig: string) => patchCommand(kubeconfig, edit);
