import { neededObjects, type NeededObject } from "@/lib/bots/needed-objects";
import { pluralOf } from "@/lib/cluster/api-paths";
import { ClusterError } from "@/lib/cluster/cluster-error";
import { AppError } from "@/lib/platform/app-error";
import type { JsonObject } from "@/lib/platform/json";
import type { LiveView } from "./live-view";

/** A template that needs more than this is not asked about to its end: a plan is made while somebody waits. */
const MOST = 50;

/**
 * Which Secrets, accounts and claims are not there without which pods of this template do not start. Only those are asked after that our account may get; of the
 * others, and where the cluster does not answer, nothing is said.
 */
export async function goneReferences({ cluster, ref }: LiveView, template: JsonObject): Promise<NeededObject[]> {
  const { namespace } = ref;
  const needed = neededObjects(template).slice(0, MOST);
  const resources = [...new Set(needed.map(({ kind }) => pluralOf(kind)))];
  if (resources.length === 0) return [];
  try {
    const access = await cluster.reviewAccess(resources.map((resource) => ({ verb: "get", group: "", resource, namespace })));
    const allowed = new Set(access.flatMap(({ resource, allowed: isAllowed }) => (isAllowed ? [resource] : [])));
    const asked = needed.filter(({ kind }) => allowed.has(pluralOf(kind)));
    const there = await Promise.all(asked.map((object) => cluster.exists({ ...object, namespace }).catch(nobodyKnows)));
    return asked.filter((_, index) => there[index] === false);
  } catch (error) {
    nobodyKnows(error);
    return [];
  }
}

/** No answer, or a name that no object can have: a template may hold any. */
function nobodyKnows(error: unknown): null {
  if (!(error instanceof ClusterError || error instanceof AppError)) throw error;
  return null;
}
