/** Also by the person, with kubectl, and also if it was rolled back since: its ReplicaSet stays. */
export async function wasDeployed(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/apis/apps/v1/namespaces/support/replicasets`);
  return (await answer.text()).includes("registry.example/omniserve:1.2.0");
}

/** Also by the person, and also if it was put right since: whoever writes the map leaves a name on it, and the first was the pipeline. */
export async function wasEdited(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/api/v1/namespaces/support/configmaps/knowledge-search-config`);
  if (!answer.ok) return true;
  const { metadata } = (await answer.json()) as { metadata: { managedFields?: { manager?: string }[] } };
  return (metadata.managedFields ?? []).some(({ manager }) => manager !== "ci-release");
}
