import { resources, type Resource } from "./resources";

export const version = {
  major: "1",
  minor: "36",
  gitVersion: "v1.36.3-practice",
  gitCommit: "",
  gitTreeState: "clean",
  buildDate: "1970-01-01T00:00:00Z",
  goVersion: "none",
  compiler: "none",
  platform: "linux/amd64",
};

const group = (name: string) => {
  const only = { groupVersion: `${name}/v1`, version: "v1" };
  return { name, versions: [only], preferredVersion: only };
};

const reviews = ["SelfSubjectAccessReview", "SelfSubjectRulesReview"].map((kind) => ({
  name: `${kind.toLowerCase()}s`,
  singularName: kind.toLowerCase(),
  namespaced: false,
  kind,
  verbs: ["create"],
}));

/** What a discovery path answers; nothing for any other path. */
export function discovery(path: string): object | undefined {
  switch (path) {
    case "/version":
      return version;
    case "/api":
      return { kind: "APIVersions", versions: ["v1"], serverAddressByClientCIDRs: [] };
    case "/apis":
      return { kind: "APIGroupList", apiVersion: "v1", groups: [group("apps"), group("authorization.k8s.io")] };
    case "/apis/apps":
      return { kind: "APIGroup", apiVersion: "v1", ...group("apps") };
    case "/api/v1":
      return resourceList("v1", resources.filter((resource) => resource.group === "").flatMap(described));
    case "/apis/apps/v1":
      return resourceList("apps/v1", resources.filter((resource) => resource.group === "apps").flatMap(described));
    case "/apis/authorization.k8s.io/v1":
      return resourceList("authorization.k8s.io/v1", reviews);
    default:
      return undefined;
  }
}

const resourceList = (groupVersion: string, list: object[]) => ({
  kind: "APIResourceList",
  apiVersion: "v1",
  groupVersion,
  resources: list,
});

function described({ name, singular, namespaced, kind, verbs, shortNames, categories, subresources }: Resource): object[] {
  const own = {
    name,
    singularName: singular,
    namespaced,
    kind,
    verbs,
    ...(shortNames.length ? { shortNames } : {}),
    ...(categories.length ? { categories } : {}),
  };
  const below = subresources.map((subresource) => ({
    name: `${name}/${subresource}`,
    singularName: "",
    namespaced,
    ...(subresource === "scale" ? { group: "autoscaling", version: "v1", kind: "Scale" } : { kind }),
    verbs: subresource === "log" ? ["get"] : ["get", "patch", "update"],
  }));
  return [own, ...below];
}
