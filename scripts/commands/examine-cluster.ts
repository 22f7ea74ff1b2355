import type { Clusters } from "@/lib/cluster/clusters";
import type { AccessAct } from "@/lib/cluster/types";
import { describeClusterError } from "@/lib/cluster/describe-cluster-error";
import { fails, works, type Finding } from "./finding";
import { asRbacRules, neededRights, wishedRights } from "./needed-rights";

export type PlaceOfBots = { name: string; title: string; context: string | null; namespaces: readonly string[]; watchSecrets: boolean };

/** What it costs to lack a right that is not needed, by its resource. */
const WITHOUT: Record<string, string> = {
  "pods/log": " Without get pods/log, which is optional, crashes are shown without their last lines.",
  events: " Without create events, which is optional, no event in the cluster tells of a rollback.",
};

/** Whether an environment's cluster answers, knows us, and lets us do what we need in each namespace. */
export async function examineCluster(clusters: Clusters, environment: PlaceOfBots): Promise<Finding[]> {
  const { title, namespaces } = environment;
  const cluster = clusters.of(environment);
  try {
    const version = await cluster.version();
    const reached = works(`${title}: cluster`, `answers; Kubernetes ${version}.`);
    const needed = neededRights(environment);
    const all = await cluster.reviewAccess([...needed, ...wishedRights(environment)]);
    const [answers, wished] = [all.slice(0, needed.length), all.slice(needed.length)];
    const known = works(`${title}: credentials`, "the cluster knows them.");
    return [
      reached,
      known,
      ...namespaces.map((namespace) => {
        const what = `${title}: permissions in ${namespace === "*" ? "all namespaces" : namespace}`;
        const isHere = (answer: AccessAct) => (answer.namespace ?? "*") === namespace;
        const here = answers.filter(isHere);
        const missing = here.filter(({ allowed }) => !allowed);
        const less = wished
          .filter((answer) => isHere(answer) && !answer.allowed)
          .map(({ resource }) => WITHOUT[resource] ?? "")
          .join("");
        if (missing.length === 0) return works(what, `all ${here.length} that are needed.${less}`);
        const kind = namespace === "*" ? "ClusterRole" : `Role in the namespace ${namespace}`;
        return fails(
          what,
          `${missing.length} of ${here.length} are missing. Add to the ${kind} that Lastgood's account is bound to:`,
          asRbacRules(missing),
        );
      }),
    ];
  } catch (error) {
    return [fails(`${title}: cluster`, describeClusterError(error))];
  }
}
