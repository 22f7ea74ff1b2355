import { verifyAudit } from "@/lib/access/verify-audit";
import { isObject, type JsonObject } from "@/lib/platform/json";
import { writes, type AuditEvent } from "../support/audit-log";
import type { Target } from "../support/clusters";
import type { Product } from "../support/product";
import { pathOf } from "../support/workloads";

/** Writes of ours that the cluster took, as its own log has them: dry runs and refusals left out. */
export function ourWrites({ cluster, namespace }: Pick<Target, "cluster" | "namespace">): AuditEvent[] {
  return writes(cluster.auditLog, { namespace }).filter(
    ({ userAgent, requestURI, responseStatus }) =>
      userAgent === "lastgood" && !requestURI.includes("dryRun") && (responseStatus?.code ?? 500) < 300,
  );
}

/** Templates that we wrote over others, by the name of their bot, oldest first. */
export function ourSwitches(target: Pick<Target, "cluster" | "namespace">): Map<string, AuditEvent[]> {
  const byName = new Map<string, AuditEvent[]>();
  for (const write of ourWrites(target)) {
    const name = write.objectRef?.name ?? "";
    if (operationsOf(write).some(({ op, path }) => op === "replace" && path === "/spec/template"))
      byName.set(name, [...(byName.get(name) ?? []), write]);
  }
  return byName;
}

/** I6: what was written beside templates, annotations of ours, owners of fields and copies. */
export function strayWrites(target: Pick<Target, "cluster" | "namespace">): string[] {
  return ourWrites(target)
    .filter((write) => !isOurs(write))
    .map(({ verb, requestURI, requestObject }) => `${verb} ${requestURI} ${JSON.stringify(requestObject)}`);
}

const OUR_PATHS = [/^\/metadata\/(uid|generation|resourceVersion|managedFields)$/, /^\/metadata\/annotations(\/|$)/, /^\/spec\/template$/];

function isOurs(write: AuditEvent): boolean {
  const { verb, objectRef } = write;
  if (objectRef?.resource === "configmaps") return verb === "create" && objectRef.name?.includes("-lg-") === true;
  if (objectRef?.resource === "events") return verb === "create";
  const isWorkload =
    ["deployments", "statefulsets", "daemonsets"].includes(objectRef?.resource ?? "") && objectRef?.subresource === undefined;
  return verb === "patch" && isWorkload && operationsOf(write).every(({ path }) => OUR_PATHS.some((pattern) => pattern.test(String(path))));
}

function operationsOf({ requestObject }: AuditEvent): JsonObject[] {
  return Array.isArray(requestObject) ? requestObject.filter(isObject) : [];
}

export type LiveBot = { name: string; image: string; replicas: number; template: JsonObject; annotations: Record<string, string> };

/** Every Deployment of the namespace, as the cluster has it. */
export async function liveBots({ admin, namespace }: Pick<Target, "admin" | "namespace">): Promise<Map<string, LiveBot>> {
  const { body } = await admin("GET", pathOf(namespace, "Deployment"));
  type Held = {
    metadata: { name: string; annotations?: Record<string, string> };
    spec: { replicas: number; template: JsonObject & { spec: { containers: { image: string }[] } } };
  };
  const { items } = body as { items: Held[] };
  return new Map(
    items.map(({ metadata: { name, annotations = {} }, spec: { replicas, template } }) => {
      return [name, { name, image: template.spec.containers[0]?.image ?? "", replicas, template, annotations }];
    }),
  );
}

/** I2: the chain of the audit log, and that each run has its beginning in it, and one end. @returns what is wrong */
export async function auditFaults({ ctx, database }: Product): Promise<string[]> {
  const verified = await verifyAudit({ ctx: { ...ctx(), actor: { kind: "user", id: "usr_ada", name: "Ada", role: "admin" } } });
  const [runs, entries] = await Promise.all([
    database.db.rollback.findMany({ select: { id: true, phase: true, endedAt: true } }),
    database.db.auditEntry.findMany({ where: { action: { startsWith: "rollback." } }, select: { action: true, after: true } }),
  ]);
  const actionsOf = (id: string) => entries.filter(({ after }) => isObject(after) && after.rollback === id).map(({ action }) => action);
  const wrong = runs.flatMap(({ id, phase, endedAt }) => {
    const actions = actionsOf(id);
    const ends = actions.filter((action) => action === `rollback.${phase}`).length;
    const isWhole = actions.filter((action) => action === "rollback.confirm").length === 1 && ends === (endedAt ? 1 : 0);
    return isWhole ? [] : [`rollback ${id} is ${phase} and has the audit entries ${actions.join(", ") || "none"}`];
  });
  return verified.kind === "broken" ? [`entry ${verified.seq}: ${verified.sentence}`, ...wrong] : wrong;
}
