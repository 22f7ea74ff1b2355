import type { Cluster, Rule } from "../cluster";
import { ApiError } from "../objects/api-error";

export interface Attributes {
  verb: string;
  group: string;
  resource: string;
  subresource?: string;
  namespace?: string;
  name?: string;
}

export interface Caller {
  user: string;
  rules: readonly Rule[];
}

const everything: Rule[] = [{ verbs: ["*"], apiGroups: ["*"], resources: ["*"] }];

/** Who sends a request. Without configured tokens everybody may do everything. @throws ApiError 401 */
export function callerOf({ tokens }: Cluster, authorization: string | undefined): Caller {
  if (Object.keys(tokens).length === 0) return { user: "practice", rules: everything };
  if (authorization === undefined) return { user: "system:anonymous", rules: [] };
  const found = tokens[authorization.replace(/^Bearer\s+/i, "")];
  if (found === undefined) throw new ApiError(401, "Unauthorized", "Unauthorized");
  return found;
}

export function isAllowed({ rules }: Caller, { verb, group, resource, subresource, namespace, name }: Attributes): boolean {
  const wanted = subresource === undefined ? resource : `${resource}/${subresource}`;
  const has = (list: readonly string[], value: string) => list.includes("*") || list.includes(value);
  return rules.some(
    (rule) =>
      has(rule.verbs, verb) &&
      has(rule.apiGroups, group) &&
      (has(rule.resources, wanted) || (subresource !== undefined && rule.resources.includes(`*/${subresource}`))) &&
      (rule.resourceNames === undefined || (name !== undefined && rule.resourceNames.includes(name))) &&
      (rule.namespaces === undefined || (namespace !== undefined && has(rule.namespaces, namespace))),
  );
}

/** @throws ApiError 403 */
export function mustBeAllowed(caller: Caller, attributes: Attributes): void {
  if (isAllowed(caller, attributes)) return;
  const { verb, group, resource, subresource, namespace, name } = attributes;
  const wanted = subresource === undefined ? resource : `${resource}/${subresource}`;
  const where = namespace === undefined ? "at the cluster scope" : `in the namespace "${namespace}"`;
  const subject = `${resource}${group === "" ? "" : `.${group}`}${name === undefined ? "" : ` "${name}"`}`;
  const why = `User "${caller.user}" cannot ${verb} resource "${wanted}" in API group "${group}" ${where}`;
  throw new ApiError(403, "Forbidden", `${subject} is forbidden: ${why}`, {
    ...(name === undefined ? {} : { name }),
    ...(group === "" ? {} : { group }),
    kind: resource,
  });
}
