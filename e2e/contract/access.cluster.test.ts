import { expect, test } from "vitest";
import { clusterUsers } from "../support/cluster-users";
import { describeOnEachCluster } from "../support/clusters";
import { inNamespace, jsonPatch, testDeployment } from "../support/test-deployment";

const reviews = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

describeOnEachCluster("access", (target) => {
  const here = inNamespace(target);
  const viewer = target.as(clusterUsers.viewer.token);
  const operator = target.as(clusterUsers.operator.token);

  test("is refused to who is unknown", async () => {
    const unauthorized = {
      status: 401,
      body: { kind: "Status", status: "Failure", reason: "Unauthorized", message: "Unauthorized", code: 401 },
    };
    expect(await target.as("wrong")("GET", here.path("deployments"))).toMatchObject(unauthorized);
    expect(await target.as(undefined)("GET", here.path("deployments"))).toMatchObject({ status: 403, body: { reason: "Forbidden" } });
  });

  test("is refused where a right is missing, and the answer names it", async () => {
    await here.create(testDeployment("bot", { replicas: 0 }));
    expect(await viewer("GET", here.path("deployments", "/bot"))).toMatchObject({ status: 200 });
    const refused = await viewer(
      "PATCH",
      here.path("deployments", "/bot"),
      [{ op: "replace", path: "/spec/replicas", value: 1 }],
      jsonPatch,
    );
    expect(refused).toMatchObject({
      status: 403,
      body: {
        reason: "Forbidden",
        message: `deployments.apps "bot" is forbidden: User "viewer" cannot patch resource "deployments" in API group "apps" in the namespace "${target.namespace}"`,
        details: { name: "bot", group: "apps", kind: "deployments" },
        code: 403,
      },
    });
    expect(
      await operator("PATCH", here.path("deployments", "/bot"), [{ op: "replace", path: "/spec/replicas", value: 1 }], jsonPatch),
    ).toMatchObject({ status: 200 });
    expect(await operator("DELETE", here.path("deployments", "/bot"))).toMatchObject({ status: 403 });
    expect(await operator("PATCH", here.path("deployments", "/bot/scale"), [], jsonPatch)).toMatchObject({ status: 403 });
    expect((await viewer("GET", here.path("deployments", "?watch=1&timeoutSeconds=1"))).status).toBe(200);
  });

  test.each([
    ["viewer", "get", "apps", "deployments", true],
    ["viewer", "patch", "apps", "deployments", false],
    ["operator", "patch", "apps", "deployments", true],
    ["operator", "delete", "", "pods", false],
    ["operator", "create", "", "configmaps", true],
  ] as const)("of %s to %s %s/%s is reviewed: %s", async (user, verb, group, resource, allowed) => {
    const review = {
      apiVersion: "authorization.k8s.io/v1",
      kind: "SelfSubjectAccessReview",
      spec: { resourceAttributes: { verb, group, resource, namespace: target.namespace } },
    };
    expect(await target.as(clusterUsers[user].token)("POST", reviews, review)).toMatchObject({
      status: 201,
      body: { kind: "SelfSubjectAccessReview", status: { allowed } },
    });
  });

  test("of the admin is to everything", async () => {
    const review = {
      kind: "SelfSubjectAccessReview",
      apiVersion: "authorization.k8s.io/v1",
      spec: { resourceAttributes: { verb: "*", group: "*", resource: "*" } },
    };
    expect(await target.admin("POST", reviews, review)).toMatchObject({ body: { status: { allowed: true } } });
  });
});
