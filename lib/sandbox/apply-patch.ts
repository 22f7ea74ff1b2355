/** A strategic merge patch of one object in the namespace `support`, and who sends it. */
export interface SupportPatch {
  resource: "deployment" | "configmap";
  name: string;
  manager: string;
  patch: object;
}

const collections = { deployment: "apis/apps/v1/namespaces/support/deployments", configmap: "api/v1/namespaces/support/configmaps" };

/** `url` is the practice cluster's. */
export async function applyPatch(url: string, { resource, name, manager, patch }: SupportPatch): Promise<void> {
  const answer = await fetch(`${url}/${collections[resource]}/${name}?fieldManager=${manager}`, {
    method: "PATCH",
    headers: { "content-type": "application/strategic-merge-patch+json" },
    body: JSON.stringify(patch),
  });
  if (!answer.ok) throw new Error(`The practice cluster refused a change of ${resource} ${name}: ${answer.status} ${await answer.text()}`);
}

/** The same as one command to paste into a shell. */
export const patchCommand = (kubeconfig: string, { resource, name, manager, patch }: SupportPatch) =>
  `kubectl --kubeconfig ${kubeconfig} -n support patch ${resource} ${name} --field-manager ${manager} --patch '${JSON.stringify(patch)}'`;
