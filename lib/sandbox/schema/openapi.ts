import { allTypes } from "./struct-type";
import type { ListType, StructType, ValueType } from "./types";

type Schema = Record<string, unknown>;

const queryParameters = ["dryRun", "fieldManager", "fieldValidation"].map((name) => ({ name, in: "query", schema: { type: "string" } }));

const kindsOf = {
  "api/v1": { namespaces: "Namespace", pods: "Pod", configmaps: "ConfigMap", events: "Event" },
  "apis/apps/v1": { deployments: "Deployment", replicasets: "ReplicaSet" },
} as const;

/** The index of the documents, as `/openapi/v3` answers it. */
export const openApiIndex = {
  paths: Object.fromEntries(["api/v1", "apis/apps/v1"].map((path) => [path, { serverRelativeURL: `/openapi/v3/${path}` }])),
};

/**
 * A trimmed OpenAPI v3 document of one group: enough for kubectl to explain kinds and to see which parameters writes understand.
 */
export function openApiDocument(path: "api/v1" | "apis/apps/v1"): object {
  const group = path === "api/v1" ? "" : "apps";
  const kinds = Object.entries(kindsOf[path]);
  const schemas = Object.fromEntries([...allTypes.values()].map((type) => [type.name, structSchema(type)]));
  for (const [, kind] of kinds) schemas[kind] = { ...schemas[kind], "x-kubernetes-group-version-kind": [{ group, kind, version: "v1" }] };
  const operations = kinds.flatMap(([plural, kind]) => {
    const gvk = { "x-kubernetes-group-version-kind": { group, kind, version: "v1" }, parameters: queryParameters, responses: {} };
    const collection = kind === "Namespace" ? `/${path}/${plural}` : `/${path}/namespaces/{namespace}/${plural}`;
    return [
      [collection, { post: { ...gvk, "x-kubernetes-action": "post" } }],
      [`${collection}/{name}`, { put: { ...gvk, "x-kubernetes-action": "put" }, patch: { ...gvk, "x-kubernetes-action": "patch" } }],
    ] as const;
  });
  const info = { title: "Practice cluster", version: "v1.36.3" };
  return { openapi: "3.0.0", info, paths: Object.fromEntries(operations), components: { schemas } };
}

function structSchema({ fields }: StructType): Schema {
  if (fields.size === 0) return { type: "object" };
  const required = [...fields].filter(([, field]) => field.required).map(([name]) => name);
  const properties = Object.fromEntries([...fields].map(([name, { type }]) => [name, valueSchema(type)]));
  return { type: "object", properties, ...(required.length > 0 ? { required } : {}) };
}

function valueSchema(type: ValueType): Schema {
  switch (type.kind) {
    case "struct":
      return { allOf: [{ $ref: `#/components/schemas/${type.name}` }] };
    case "map":
      return { type: "object", additionalProperties: valueSchema(type.of) };
    case "list":
      return { type: "array", items: valueSchema(type.of), ...mergeHints(type) };
    case "quantity":
    case "time":
    case "string":
      return { type: "string" };
    case "bytes":
      return { type: "string", format: "byte" };
    case "int-or-string":
      return { type: "string", format: "int-or-string" };
    case "anything":
      return { type: "object" };
    default:
      return { type: type.kind };
  }
}

const mergeHints = ({ shape, keys }: ListType): Schema =>
  shape === "map" ? { "x-kubernetes-patch-merge-key": keys[0], "x-kubernetes-patch-strategy": "merge" } : {};
