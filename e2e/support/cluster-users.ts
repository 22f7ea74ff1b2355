import type { Rule } from "@/lib/sandbox/cluster";

export interface ClusterUser {
  token: string;
  user: string;
  rules: Rule[];
}

const read: Rule = { verbs: ["get", "list", "watch"], apiGroups: ["", "apps"], resources: ["*"] };

/** Who there is on every cluster of a test run besides its admin. */
export const clusterUsers = {
  /** May look at everything. */
  viewer: { token: "viewer-token", user: "viewer", rules: [read] },
  /** May look at everything but what containers write and what happens: logs and events. */
  lister: {
    token: "lister-token",
    user: "lister",
    rules: [
      { verbs: ["get", "list", "watch"], apiGroups: [""], resources: ["pods", "configmaps"] },
      { verbs: ["get", "list", "watch"], apiGroups: ["apps"], resources: ["*"] },
    ],
  },
  /** May look at everything and change Deployments and ConfigMaps. */
  operator: {
    token: "operator-token",
    user: "operator",
    rules: [
      read,
      { verbs: ["patch", "update"], apiGroups: ["apps"], resources: ["deployments"] },
      { verbs: ["create"], apiGroups: [""], resources: ["configmaps"] },
    ],
  },
} as const satisfies Record<string, ClusterUser>;
