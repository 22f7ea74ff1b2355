import type { Json, JsonObject } from "@/lib/platform/json";
import type { Target } from "../support/clusters";
import type { KubeHttp } from "../support/kube-http";
import type { Canaries } from "./canaries";
import { KEYS } from "./planted-bot";

type Planted = Pick<Target, "admin" | "namespace"> & { cluster: Pick<Target["cluster"], "name"> };

const PATHS = { configmaps: "/api/v1", secrets: "/api/v1", deployments: "/apis/apps/v1" };

/** A cluster that is written to, with what it answered: that shows that the secrets are really there. */
export function openPlantedCluster({ admin: write, cluster: { name: kind }, namespace }: Planted) {
  const answers: string[] = [];
  const admin: KubeHttp = async (...call) => {
    const answer = await write(...call);
    if (answer.status >= 300 && answer.status !== 404) throw new Error(`${call[0]} ${call[1]}: ${JSON.stringify(answer.body)}`);
    answers.push(JSON.stringify(answer.body));
    return answer;
  };
  /** Creates an object, or makes it say this. */
  const apply = async (resource: keyof typeof PATHS, name: string, body: JsonObject) => {
    const path = `${PATHS[resource]}/namespaces/${namespace}/${resource}`;
    const { status } = await admin("PATCH", `${path}/${name}?fieldManager=ci`, body, "application/merge-patch+json");
    if (status === 404) await admin("POST", `${path}?fieldManager=ci`, body);
  };
  return {
    admin,
    apply,
    /** One Secret that the bot refers to, and one that is none of its business. The practice cluster keeps none. */
    keepSecrets: async (canaries: Canaries, version: string) => {
      if (kind === "practice") return;
      const secret = (name: string, value: string): JsonObject => ({ metadata: { name }, stringData: { stripe: value } as Json });
      await apply("secrets", KEYS, secret(KEYS, canaries.formed(`${version} Secret`, "sk_live_")));
      await apply("secrets", "other", secret("other", canaries.named(`${version} other Secret`)));
    },
    answers: () => answers.join("\n"),
  };
}
