import { isObject, type JsonObject } from "../objects/json";
import { isAllowed, type Caller } from "./access";

const apiVersion = "authorization.k8s.io/v1";

/** Answers `kubectl auth can-i`. */
export function reviewAccess(caller: Caller, body: JsonObject): JsonObject {
  const spec = isObject(body["spec"]) ? body["spec"] : {};
  const asked = isObject(spec["resourceAttributes"]) ? spec["resourceAttributes"] : {};
  const text = (field: string) => (typeof asked[field] === "string" && asked[field] !== "" ? { [field]: asked[field] } : {});
  const allowed =
    spec["nonResourceAttributes"] !== undefined ||
    isAllowed(caller, {
      verb: "",
      resource: "",
      group: "",
      ...text("verb"),
      ...text("group"),
      ...text("resource"),
      ...text("subresource"),
      ...text("namespace"),
      ...text("name"),
    });
  return { kind: "SelfSubjectAccessReview", apiVersion, metadata: {}, spec, status: { allowed } };
}

/** Answers `kubectl auth can-i --list`. */
export function reviewRules(caller: Caller, body: JsonObject): JsonObject {
  const spec = isObject(body["spec"]) ? body["spec"] : {};
  const namespace = String(spec["namespace"] ?? "");
  const resourceRules = caller.rules
    .filter((rule) => rule.namespaces === undefined || rule.namespaces.includes("*") || rule.namespaces.includes(namespace))
    .map(({ verbs, apiGroups, resources, resourceNames }) => ({
      verbs,
      apiGroups,
      resources,
      ...(resourceNames ? { resourceNames } : {}),
    }));
  return {
    kind: "SelfSubjectRulesReview",
    apiVersion,
    metadata: {},
    spec: {},
    status: { resourceRules, nonResourceRules: [], incomplete: false },
  };
}
