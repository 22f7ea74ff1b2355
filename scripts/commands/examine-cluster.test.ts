import { describe, expect, test } from "vitest";
import { ClusterError } from "@/lib/cluster/cluster-error";
import type { Clusters } from "@/lib/cluster/clusters";
import type { AccessAct, Cluster } from "@/lib/cluster/types";
import { examineCluster } from "./examine-cluster";

const clusterWhere = (allowed: (act: AccessAct) => boolean, version: () => string = () => "v1.36.3"): Clusters => {
  const cluster = {
    version: async () => version(),
    reviewAccess: async (acts: AccessAct[]) => acts.map((act) => ({ ...act, allowed: allowed(act), reason: "" })),
  } as unknown as Cluster;
  return { of: () => cluster, close: async () => {} };
};
const examine = (clusters: Clusters, namespaces: string[], watchSecrets = false) =>
  examineCluster(clusters, { name: "production", title: "Production", context: null, namespaces, watchSecrets });

describe("a cluster", () => {
  test("that lets us do all we need is well, namespace by namespace", async () => {
    const findings = await examine(
      clusterWhere(() => true),
      ["support", "sales"],
    );
    expect(findings.map(({ ok, what }) => [ok, what])).toEqual([
      [true, "Production: cluster"],
      [true, "Production: credentials"],
      [true, "Production: permissions in support"],
      [true, "Production: permissions in sales"],
    ]);
  });

  test("that forbids some of it is answered with the rules to add", async () => {
    const forbidden = (act: AccessAct) =>
      act.namespace === "sales" &&
      (act.verb === "patch" || act.resource === "pods" || (act.resource === "configmaps" && act.verb === "create"));
    const findings = await examine(
      clusterWhere((act) => !forbidden(act)),
      ["support", "sales"],
    );
    expect(findings.filter(({ ok }) => !ok)).toEqual([
      {
        what: "Production: permissions in sales",
        ok: false,
        sentence: "7 of 27 are missing. Add to the Role in the namespace sales that Lastgood's account is bound to:",
        fix: `- apiGroups: ["apps"]
  resources: ["deployments", "statefulsets", "daemonsets"]
  verbs: ["patch"]
- apiGroups: [""]
  resources: ["pods"]
  verbs: ["get", "list", "watch"]
- apiGroups: [""]
  resources: ["configmaps"]
  verbs: ["create"]`,
      },
    ]);
  });

  test("that does not let us read logs is well all the same, and it is said what that costs", async () => {
    const findings = await examine(
      clusterWhere(({ resource, namespace }) => !(resource === "pods/log" && namespace === "sales")),
      ["support", "sales"],
    );
    expect(findings.slice(2)).toEqual([
      { what: "Production: permissions in support", ok: true, sentence: "all 27 that are needed." },
      {
        what: "Production: permissions in sales",
        ok: true,
        sentence: "all 27 that are needed. Without get pods/log, which is optional, crashes are shown without their last lines.",
      },
    ]);
  });

  test("that does not let us write events is well all the same", async () => {
    const [, , finding] = await examine(
      clusterWhere(({ resource, verb }) => !(resource === "events" && verb === "create")),
      ["support"],
    );
    expect(finding).toMatchObject({
      ok: true,
      sentence: "all 27 that are needed. Without create events, which is optional, no event in the cluster tells of a rollback.",
    });
  });

  test("watched as a whole is asked for cluster-wide rights, namespaces among them", async () => {
    const asked: AccessAct[] = [];
    await examine(
      clusterWhere((act) => asked.push(act) > 0),
      ["*"],
    );
    expect(asked).toHaveLength(33);
    expect(asked.every(({ namespace }) => namespace === null)).toBe(true);
    expect(asked).toContainEqual({ verb: "list", group: "", resource: "namespaces", namespace: null });
    expect(asked.some(({ resource }) => resource === "secrets")).toBe(false);
  });

  test("is asked whether Secrets may be read only where that is wanted, and one by one", async () => {
    const asked: AccessAct[] = [];
    await examine(
      clusterWhere((act) => asked.push(act) > 0),
      ["support"],
      true,
    );
    expect(asked.filter(({ resource }) => resource === "secrets")).toEqual([
      { verb: "get", group: "", resource: "secrets", namespace: "support" },
    ]);
  });

  test("that does not answer is one finding, in words", async () => {
    const gone = clusterWhere(
      () => true,
      () => {
        throw new ClusterError("unreachable", "The cluster refused the connection: nothing answers at its address.");
      },
    );
    expect(await examine(gone, ["support"])).toEqual([
      { what: "Production: cluster", ok: false, sentence: "The cluster refused the connection: nothing answers at its address." },
    ]);
  });
});
