import { afterEach, describe, expect, test } from "vitest";
import { openClusters } from "./clusters";
import { KubernetesCluster } from "./kubernetes-cluster";
import { http1Server, json, sourceFor, status, type Handler } from "./testing/http1-server";

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function against(handler: Handler) {
  const server = await http1Server(handler);
  const cluster = new KubernetesCluster(sourceFor(server.url));
  closing.push(server.stop, () => cluster.close());
  return { server, cluster };
}

const ref = { namespace: "shop", kind: "Deployment", name: "bot" } as const;
const template = {
  metadata: { creationTimestamp: null, labels: { app: "bot" } },
  spec: { containers: [{ name: "bot", fromTheFuture: { deep: [1, null, "é\u2028"] } }] },
};
const deployment = { kind: "Deployment", metadata: { uid: "u", name: "bot", namespace: "shop", resourceVersion: "9" }, spec: { template } };

describe("a patch", () => {
  test("carries a template that was read back exactly as it was, fields that nobody knows included", async () => {
    const { server, cluster } = await against((_, response) => json(response, 200, deployment));
    const workload = await cluster.getWorkload(ref);
    await cluster.patchWorkload(ref, [{ op: "test", path: "/spec/template", value: workload?.template }], { dryRun: false });
    expect(JSON.parse(server.asked[1]?.body ?? "")).toEqual([{ op: "test", path: "/spec/template", value: template }]);
    expect(server.asked[1]?.headers["content-type"]).toBe("application/json-patch+json");
    expect(Object.fromEntries(server.asked[1]?.query ?? [])).toEqual({ fieldManager: "lastgood", fieldValidation: "Warn" });
  });

  test("can be a rehearsal", async () => {
    const { server, cluster } = await against((_, response) => json(response, 200, deployment));
    await cluster.patchWorkload(ref, [], { dryRun: true });
    expect(server.asked[0]?.query.get("dryRun")).toBe("All");
  });

  test("that lost against other writers is sent again, since none of it was applied", async () => {
    const { server, cluster } = await against((_, response) =>
      server.asked.length < 3 ? status(response, 409, "Conflict", "modified") : json(response, 200, deployment),
    );
    expect((await cluster.patchWorkload(ref, [], { dryRun: false })).kind).toBe("accepted");
    expect(server.asked).toHaveLength(3);
  });

  test("that loses for ever is refused", async () => {
    const { cluster } = await against((_, response) => status(response, 409, "Conflict", "modified"));
    expect(await cluster.patchWorkload(ref, [], { dryRun: false })).toEqual({ kind: "refused", status: 409, message: "modified" });
  });

  test("to a hostile name reaches nobody", async () => {
    const { server, cluster } = await against((_, response) => json(response, 200, deployment));
    await expect(cluster.patchWorkload({ ...ref, name: "../../../api/v1/secrets" }, [], { dryRun: false })).rejects.toMatchObject({
      code: "bad-input",
    });
    expect(server.asked).toHaveLength(0);
  });
});

describe("a read", () => {
  test("of what is not there is null", async () => {
    const { cluster } = await against((_, response) => status(response, 404, "NotFound", 'deployments.apps "bot" not found'));
    expect(await cluster.getWorkload(ref)).toBeNull();
  });

  test("404 from something else than the API is not: the bot may well be there", async () => {
    const { cluster } = await against((_, response) => response.writeHead(404).end("404 page not found"));
    await expect(cluster.getWorkload(ref)).rejects.toMatchObject({ reason: "bad-answer" });
  });

  test("without the right says what the cluster said", async () => {
    const { cluster } = await against((_, response) => status(response, 403, "Forbidden", 'User "carol" cannot get'));
    await expect(cluster.getWorkload(ref)).rejects.toMatchObject({
      reason: "forbidden",
      message: 'The cluster does not allow this. It says: User "carol" cannot get',
    });
  });

  test("revisions are those that this very workload controls", async () => {
    const replicaSet = (name: string, uid: string) => ({
      metadata: { name, ownerReferences: [{ kind: "Deployment", uid, controller: true }] },
      spec: { template },
    });
    const { server, cluster } = await against((_, response) =>
      json(response, 200, { metadata: {}, items: [replicaSet("a", "u"), replicaSet("b", "a-former-life"), { metadata: { name: "c" } }] }),
    );
    const revisions = await cluster.listRevisions({ ref, uid: "u", selector: { matchLabels: { app: "bot" } } });
    expect(revisions.map(({ name }) => name)).toEqual(["a"]);
    expect(server.asked[0]?.query.get("labelSelector")).toBe("app=bot");
  });

  test("a page that is too large is asked for in smaller ones", async () => {
    const { server, cluster } = await against(({ query }, response) => {
      if (Number(query.get("limit")) > 50) return json(response, 200, { metadata: {}, items: ["x".repeat(33 * 1024 * 1024)] });
      json(response, 200, { metadata: {}, items: [{ metadata: { name: "default" } }] });
    });
    expect(await cluster.listNamespaces()).toEqual(["default"]);
    expect(server.asked.map(({ query }) => query.get("limit"))).toEqual(["500", "50"]);
  });

  test("rights are asked for all at once", async () => {
    const { server, cluster } = await against(({ body }, response) =>
      json(response, 201, { status: { allowed: !body.includes('"delete"'), reason: "RBAC" } }),
    );
    const acts = ["patch", "delete"].map((verb) => ({ verb, group: "", resource: "pods/log", namespace: "shop" }));
    expect(await cluster.reviewAccess(acts)).toEqual([
      { ...acts[0], allowed: true, reason: "RBAC" },
      { ...acts[1], allowed: false, reason: "RBAC" },
    ]);
    expect(JSON.parse(server.asked[0]?.body ?? "")).toMatchObject({
      spec: { resourceAttributes: { resource: "pods", subresource: "log", namespace: "shop", group: "" } },
    });
  });
});

describe("the clusters of the environments", () => {
  test("one for each context", async () => {
    const clusters = openClusters({ kubeconfig: "/nowhere", inCluster: false });
    expect(clusters.of({ name: "production", context: "a" })).toBe(clusters.of({ name: "other", context: "a" }));
    expect(clusters.of({ name: "production", context: "a" })).not.toBe(clusters.of({ name: "production", context: "b" }));
    await expect(clusters.of({ name: "production", context: "a" }).version()).rejects.toMatchObject({
      message: "There is no kubeconfig at /nowhere.",
    });
    await clusters.close();
  });

  test.each([
    [null, "No cluster is configured: set KUBECONFIG, or run Lastgood inside one."],
    ["east", "The context “east” needs a kubeconfig: set KUBECONFIG."],
  ])("none is configured (%s)", async (context, message) => {
    await expect(openClusters({ inCluster: false }).of({ name: "production", context }).version()).rejects.toMatchObject({
      message,
      applied: "no",
    });
  });
});
