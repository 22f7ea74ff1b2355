/** OmniServe 1.2.0 passed every test. Its pods never become ready, and it changed more than its image. */
const patch = {
  metadata: {
    labels: { "app.kubernetes.io/version": "1.2.0" },
    annotations: { "kubernetes.io/change-cause": "Stricter sentiment tagging", "org.opencontainers.image.revision": "a91f3e4" },
  },
  spec: {
    template: {
      metadata: { labels: { "app.kubernetes.io/version": "1.2.0" } },
      spec: {
        containers: [
          {
            name: "bot",
            image: "registry.example/omniserve:1.2.0",
            env: [{ name: "SENTIMENT_MODE", value: "strict" }],
            resources: { limits: { memory: "2Gi" } },
          },
        ],
      },
    },
  },
};

/** Deploys the bad release as a pipeline would. `url` is the practice cluster's. */
export async function applyBadDeploy(url: string): Promise<void> {
  const answer = await fetch(`${url}/apis/apps/v1/namespaces/support/deployments/omniserve?fieldManager=ci-release`, {
    method: "PATCH",
    headers: { "content-type": "application/strategic-merge-patch+json" },
    body: JSON.stringify(patch),
  });
  if (!answer.ok) throw new Error(`The practice cluster refused the bad deploy: ${answer.status} ${await answer.text()}`);
}

/** The same as one command to paste into a shell. */
export const badDeployCommand = (kubeconfig: string) =>
  `kubectl --kubeconfig ${kubeconfig} -n support patch deployment omniserve --field-manager ci-release --patch '${JSON.stringify(patch)}'`;
