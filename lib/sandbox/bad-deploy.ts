import { setTimeout as delay } from "node:timers/promises";
import { applyPatch, patchCommand, type SupportPatch } from "./apply-patch";
import { assistantYaml } from "./demo-config";

/** OmniServe 1.2.0 passed every test. Its pods never become ready, and it changed more than its image: its config comes with it. */
const config: SupportPatch = {
  resource: "configmap",
  name: "omniserve-config",
  manager: "ci-release",
  patch: { data: { "assistant.yaml": assistantYaml("0.2") } },
};

const template: SupportPatch = {
  resource: "deployment",
  name: "omniserve",
  manager: "ci-release",
  patch: {
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
  },
};

/** As long as a pipeline takes from one file to the next. */
const BETWEEN_MS = 1_000;

/** Deploys the bad release as a pipeline would: its ConfigMap, then its Deployment. `url` is the practice cluster's. */
export async function applyBadDeploy(url: string): Promise<void> {
  await applyPatch(url, config);
  await delay(BETWEEN_MS);
  await applyPatch(url, template);
}

/** The same to paste into a shell: a line for each. */
export const badDeployCommand = (kubeconfig: string) => [config, template].map((change) => patchCommand(kubeconfig, change)).join("\n");
