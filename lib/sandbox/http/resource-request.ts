import { resources, type Resource } from "../api/resources";

export type Verb = "get" | "list" | "watch" | "create" | "update" | "patch" | "delete" | "deletecollection";

/** What a path and a method ask for. */
export interface ResourceRequest {
  verb: Verb;
  resource: Resource;
  namespace?: string;
  name?: string;
  subresource?: string;
}

/** Reads `/api/v1/…` and `/apis/apps/v1/…`; nothing for a path that no resource has. */
export function resourceRequest(method: string, url: URL): ResourceRequest | undefined {
  const parts = url.pathname.split("/").filter(Boolean).map(decodeURIComponent);
  const [root, ...rest] = parts;
  const apiVersion = root === "api" ? rest.shift() : root === "apis" ? rest.splice(0, 2).join("/") : undefined;
  if (apiVersion === undefined || rest.length === 0) return undefined;

  const inNamespace = rest[0] === "namespaces" && rest.length > 2 && rest[2] !== "status" && rest[2] !== "finalize";
  const namespace = inNamespace ? rest.splice(0, 2)[1] : undefined;
  const [plural, name, subresource, ...more] = rest;
  const resource = resources.find((known) => known.name === plural && known.apiVersion === apiVersion);
  if (resource === undefined || more.length > 0 || (namespace !== undefined && !resource.namespaced)) return undefined;
  if (resource.namespaced && namespace === undefined && name !== undefined) return undefined;
  if (subresource !== undefined && !(resource.subresources as string[]).includes(subresource)) return undefined;
  const verb = verbOf(method, name, url.searchParams);
  return (
    verb && {
      verb,
      resource,
      ...(namespace === undefined ? {} : { namespace }),
      ...(name === undefined ? {} : { name }),
      ...(subresource === undefined ? {} : { subresource }),
    }
  );
}

function verbOf(method: string, name: string | undefined, query: URLSearchParams): Verb | undefined {
  const watches = ["1", "true"].includes(query.get("watch") ?? "");
  switch (method) {
    case "GET":
      return watches ? "watch" : name === undefined ? "list" : "get";
    case "POST":
      return "create";
    case "PUT":
      return "update";
    case "PATCH":
      return "patch";
    case "DELETE":
      return name === undefined ? "deletecollection" : "delete";
    default:
      return undefined;
  }
}
