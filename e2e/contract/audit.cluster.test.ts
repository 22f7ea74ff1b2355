import { expect, test } from "vitest";
import { writes } from "../support/audit-log";
import { describeOnEachCluster } from "../support/clusters";
import { bodyOf, inNamespace, jsonPatch, testDeployment } from "../support/test-deployment";

describeOnEachCluster("the audit log", (target) => {
  const here = inNamespace(target);

  test("has every write with its body and outcome, and no read", async () => {
    const { namespace } = target;
    await here.create(testDeployment("bot", { replicas: 0 }));
    const change = [{ op: "replace", path: "/spec/replicas", value: 1 }];
    bodyOf(await here.patch("bot", change, jsonPatch));
    await here.patch("bot", [{ op: "test", path: "/metadata/uid", value: "x" }], jsonPatch);
    await here.get("deployments", "bot");
    const seen = writes(target.cluster.auditLog, { resource: "deployments", namespace, name: "bot" }).filter(
      ({ user }) => user.username === "admin",
    );
    expect(seen.map(({ verb, responseStatus }) => `${verb} ${responseStatus?.code}`)).toEqual(["create 201", "patch 200", "patch 422"]);
    expect(seen[1]?.requestObject).toEqual(change);
    expect(writes(target.cluster.auditLog, { verb: "patch", resource: "deployments", namespace })).toHaveLength(2);
  });
});
