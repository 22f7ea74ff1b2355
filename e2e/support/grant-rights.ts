import type { ClusterUser } from "./cluster-users";
import type { KubeHttp } from "./kube-http";

/** Gives users of a real cluster the rights that their rules name. */
export async function grantRights(admin: KubeHttp, users: readonly ClusterUser[]): Promise<void> {
  const path = "/apis/rbac.authorization.k8s.io/v1";
  for (const { user, rules } of users) {
    const metadata = { name: `test-${user}` };
    const roleRef = { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: metadata.name };
    await admin("POST", `${path}/clusterroles`, { metadata, rules });
    await admin("POST", `${path}/clusterrolebindings`, { metadata, roleRef, subjects: [{ kind: "User", name: user }] });
  }
}
