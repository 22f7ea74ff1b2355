import { expect, test } from "vitest";
import type { Deployment, KubeObject } from "@/lib/sandbox/objects/kube-object";
import { describeOnEachCluster } from "../support/clusters";
import { bodyOf, inNamespace, mergePatch, testDeployment } from "../support/test-deployment";

interface ConfigMap extends KubeObject {
  data?: Record<string, string>;
}

describeOnEachCluster("objects", (target) => {
  const here = inNamespace(target);
  const createMap = async (name: string, more: object = {}) =>
    bodyOf<ConfigMap>(await target.admin("POST", here.path("configmaps"), { metadata: { name }, data: { a: "1" }, ...more }));

  test("are created with a uid, a version and a date, and read back the same", async () => {
    const created = await createMap("words");
    expect(created).toMatchObject({
      kind: "ConfigMap",
      apiVersion: "v1",
      metadata: { name: "words", namespace: target.namespace },
      data: { a: "1" },
    });
    expect(created.metadata.uid).toMatch(/^[0-9a-f-]{36}$/);
    expect(Date.parse(created.metadata.creationTimestamp)).toBeGreaterThan(0);
    expect(await here.get<ConfigMap>("configmaps", "words")).toEqual(created);
  });

  test("say who wrote which field", async () => {
    await createMap("words");
    await target.admin("PATCH", `${here.path("configmaps", "/words")}?fieldManager=editor`, { data: { b: "2" } }, mergePatch);
    const { metadata } = await here.get<ConfigMap>("configmaps", "words");
    expect(metadata.managedFields?.map(({ manager, operation, fieldsV1 }) => ({ manager, operation, fieldsV1 }))).toEqual([
      { manager: "contract", operation: "Update", fieldsV1: { "f:data": { ".": {}, "f:a": {} } } },
      { manager: "editor", operation: "Update", fieldsV1: { "f:data": { "f:b": {} } } },
    ]);
  });

  test("are generated names for", async () => {
    const created = bodyOf(await target.admin("POST", here.path("configmaps"), { metadata: { generateName: "copy-" } }));
    expect(created.metadata.name).toMatch(/^copy-[a-z0-9]{5}$/);
  });

  test("cannot be created twice, in a namespace that is not there, or under two names", async () => {
    await createMap("words");
    const again = await target.admin("POST", here.path("configmaps"), { metadata: { name: "words" } });
    expect(again).toMatchObject({ status: 409, body: { reason: "AlreadyExists", details: { name: "words", kind: "configmaps" } } });
    const nowhere = await target.admin("POST", "/api/v1/namespaces/nowhere/configmaps", { metadata: { name: "words" } });
    expect(nowhere).toMatchObject({ status: 404, body: { reason: "NotFound", message: 'namespaces "nowhere" not found' } });
    const elsewhere = await target.admin("POST", here.path("configmaps"), { metadata: { name: "x", namespace: "default" } });
    expect(elsewhere).toMatchObject({ status: 400, body: { reason: "BadRequest" } });
  });

  test("that are not there are not found, nor are kinds and paths", async () => {
    const name = await target.admin("GET", here.path("deployments", "/ghost"));
    expect(name).toMatchObject({
      status: 404,
      body: {
        kind: "Status",
        status: "Failure",
        reason: "NotFound",
        message: 'deployments.apps "ghost" not found',
        details: { name: "ghost", group: "apps", kind: "deployments" },
        code: 404,
      },
    });
    expect(await target.admin("GET", "/apis/apps/v1/ghosts")).toMatchObject({ status: 404, body: { reason: "NotFound" } });
    expect(await target.admin("PUT", here.path("configmaps", "/ghost"), { metadata: { name: "ghost" } })).toMatchObject({ status: 404 });
  });

  test("are replaced when the version is the live one or none, not when it is another", async () => {
    const created = await createMap("words");
    const put = (metadata: object) =>
      target.admin("PUT", here.path("configmaps", "/words"), { metadata: { name: "words", ...metadata }, data: { a: "2" } });
    const stale = await put({ resourceVersion: "1" });
    expect(stale).toMatchObject({ status: 409, body: { reason: "Conflict", details: { name: "words", kind: "configmaps" } } });
    const fresh = bodyOf(await put({ resourceVersion: created.metadata.resourceVersion }));
    expect(Number(fresh.metadata.resourceVersion)).toBeGreaterThan(Number(created.metadata.resourceVersion));
    expect(bodyOf(await put({})).metadata.resourceVersion).toBe(fresh.metadata.resourceVersion);
    expect(await put({ uid: "11111111-1111-1111-1111-111111111111" })).toMatchObject({ status: 409, body: { reason: "Conflict" } });
    expect(await put({ name: "other" })).toMatchObject({ status: 400, body: { reason: "BadRequest" } });
  });

  test("that are immutable stay as they are", async () => {
    await createMap("words", { immutable: true });
    const change = await target.admin("PATCH", here.path("configmaps", "/words"), { data: { a: "2" } }, mergePatch);
    expect(change).toMatchObject({
      status: 422,
      body: { reason: "Invalid", details: { causes: [{ field: "data", reason: "FieldValueForbidden" }] } },
    });
  });

  test("with wrong types or unknown fields are refused, warned of or trimmed, as asked", async () => {
    const post = (body: object, query = "") => target.admin("POST", here.path("configmaps", query), body);
    expect(await post({ metadata: { name: "x" }, data: { a: 1 } })).toMatchObject({ status: 400, body: { reason: "BadRequest" } });
    expect(await post({ metadata: { name: "x" }, extra: 1 }, "?fieldValidation=Strict")).toMatchObject({
      status: 400,
      body: { reason: "BadRequest" },
    });
    const warned = await post({ metadata: { name: "x" }, data: {}, extra: 1 }, "?fieldValidation=Warn");
    expect(warned.warning).toContain('unknown field \\"extra\\"');
    expect(warned.body).not.toHaveProperty("extra");
    expect(warned.body).not.toHaveProperty("data");
    expect(await post({ metadata: { name: "y" }, data: { "a/b": "1" } })).toMatchObject({
      status: 422,
      body: { details: { causes: [{ field: "data[a/b]" }] } },
    });
    expect(await target.admin("POST", here.path("configmaps"), "{bad")).toMatchObject({ status: 400, body: { reason: "BadRequest" } });
    expect(await target.admin("POST", here.path("configmaps"), { kind: "Pod", apiVersion: "v1" })).toMatchObject({ status: 400 });
  });

  test("are written for show only in a dry run", async () => {
    expect(await target.admin("POST", here.path("configmaps", "?dryRun=All"), { metadata: { name: "x" } })).toMatchObject({
      status: 201,
      body: { metadata: { name: "x" } },
    });
    expect(await target.admin("GET", here.path("configmaps", "/x"))).toMatchObject({ status: 404 });
    const { metadata } = await here.create(testDeployment("bot", { replicas: 0 }));
    const shown = await here.patch("bot", { spec: { replicas: 3 } }, mergePatch, "?dryRun=All");
    expect(shown).toMatchObject({ status: 200, body: { spec: { replicas: 3 }, metadata: { generation: (metadata.generation ?? 0) + 1 } } });
    expect((await here.get("deployments", "bot")).spec.replicas).toBe(0);
    expect(await target.admin("DELETE", here.path("deployments", "/bot?dryRun=All"))).toMatchObject({
      status: 200,
      body: { status: "Success" },
    });
    expect((await here.get("deployments", "bot")).metadata.uid).toBe(metadata.uid);
    expect(await target.admin("POST", here.path("configmaps", "?dryRun=some"), { metadata: { name: "x" } })).toMatchObject({ status: 422 });
  });

  test("are selected by labels and by fields", async () => {
    await createMap("one", { metadata: { name: "one", labels: { app: "bot", tier: "web" } } });
    await createMap("two", { metadata: { name: "two", labels: { app: "bot" } } });
    await createMap("three");
    const names = async (query: string) =>
      (await here.list<ConfigMap>("configmaps", query)).items
        .map(({ metadata }) => metadata.name)
        .filter((name) => name !== "kube-root-ca.crt");
    expect(await names("?labelSelector=app%3Dbot")).toEqual(["one", "two"]);
    expect(await names("?labelSelector=app%3Dbot,!tier")).toEqual(["two"]);
    expect(await names("?labelSelector=tier%20in%20(web,db)")).toEqual(["one"]);
    expect(await names("?labelSelector=app%20notin%20(bot)")).toEqual(["three"]);
    expect(await names("?labelSelector=app!%3Dbot")).toEqual(["three"]);
    expect(await names("?labelSelector=tier")).toEqual(["one"]);
    expect(await names("?fieldSelector=metadata.name%3Dthree")).toEqual(["three"]);
    expect(await names("?fieldSelector=metadata.name!%3Dthree")).toEqual(["one", "two"]);
    expect(await target.admin("GET", here.path("configmaps", "?fieldSelector=data.a%3D1"))).toMatchObject({ status: 400 });
    expect(await target.admin("GET", here.path("configmaps", "?labelSelector=a%20in"))).toMatchObject({ status: 400 });
  });

  test("come in pages that all show one moment", async () => {
    for (const name of ["m1", "m2", "m3"]) await createMap(name, { metadata: { name, labels: { paged: "yes" } } });
    const query = "?labelSelector=paged&limit=2";
    const first = await here.list<ConfigMap>("configmaps", query);
    expect(first.items.map(({ metadata }) => metadata.name)).toEqual(["m1", "m2"]);
    await createMap("m4", { metadata: { name: "m4", labels: { paged: "yes" } } });
    const second = await here.list<ConfigMap>("configmaps", `${query}&continue=${first.metadata.continue}`);
    expect(second.items.map(({ metadata }) => metadata.name)).toEqual(["m3"]);
    expect(second.metadata).toEqual({ resourceVersion: first.metadata.resourceVersion });
    expect(second.items[0]).not.toHaveProperty("kind");
  });

  test("lists from a version that does not exist yet are refused for now", async () => {
    expect(await target.admin("GET", here.path("configmaps", "?resourceVersion=99999999"))).toMatchObject({
      status: 504,
      body: { reason: "Timeout" },
    });
  });

  test("are deleted under preconditions, which a body names", async () => {
    await createMap("words");
    const drop = (body?: object, query = "") => target.admin("DELETE", here.path("configmaps", `/words${query}`), body);
    expect(await drop({ preconditions: { uid: "x" } })).toMatchObject({ status: 409, body: { reason: "Conflict" } });
    expect(await drop({ preconditions: { resourceVersion: "1" } })).toMatchObject({ status: 409 });
    // A body stands for all options: this one is no dry run.
    expect(await drop({}, "?dryRun=All")).toMatchObject({
      status: 200,
      body: { status: "Success", details: { name: "words", kind: "configmaps" } },
    });
    expect(await drop()).toMatchObject({ status: 404 });
  });

  test("that a finalizer holds wait for it", async () => {
    await createMap("words", { metadata: { name: "words", finalizers: ["test/hold"] } });
    const held = bodyOf(await target.admin("DELETE", here.path("configmaps", "/words")));
    expect(held.metadata.deletionTimestamp).toBeDefined();
    await target.admin("PATCH", here.path("configmaps", "/words"), { metadata: { finalizers: null } }, mergePatch);
    expect(await target.admin("GET", here.path("configmaps", "/words"))).toMatchObject({ status: 404 });
  });

  test("take their dependents along, or leave them if asked to", async () => {
    const owner = await createMap("owner");
    const ownerReferences = [{ apiVersion: "v1", kind: "ConfigMap", name: "owner", uid: owner.metadata.uid }];
    await createMap("owned", { metadata: { name: "owned", ownerReferences } });
    await target.admin("DELETE", here.path("configmaps", "/owner"), { propagationPolicy: "Orphan" });
    await expect
      .poll(async () => (await here.get<ConfigMap>("configmaps", "owned")).metadata.ownerReferences, { timeout: 5000 })
      .toBeUndefined();
    const next = await createMap("next");
    await createMap("follower", {
      metadata: { name: "follower", ownerReferences: [{ ...ownerReferences[0], name: "next", uid: next.metadata.uid }] },
    });
    await target.admin("DELETE", here.path("configmaps", "/next"), { propagationPolicy: "Background" });
    await expect.poll(async () => (await target.admin("GET", here.path("configmaps", "/follower"))).status, { timeout: 5000 }).toBe(404);
  });

  test("of the same Deployment: generation moves with spec and annotations, not with labels", async () => {
    const { metadata } = await here.create(testDeployment("bot", { replicas: 0 }));
    const generationAfter = async (body: object) => bodyOf<Deployment>(await here.patch("bot", body, mergePatch)).metadata.generation;
    expect(metadata.generation).toBe(1);
    expect(await generationAfter({ metadata: { labels: { a: "b" } } })).toBe(1);
    expect(await generationAfter({ metadata: { annotations: { a: "b" } } })).toBe(2);
    expect(await generationAfter({ spec: { minReadySeconds: 1 } })).toBe(3);
    expect(await generationAfter({ status: { replicas: 7 } })).toBe(3);
  });

  test("show a scale of their own", async () => {
    await here.create(testDeployment("bot", { replicas: 0 }));
    const scale = here.path("deployments", "/bot/scale");
    expect(await target.admin("GET", scale)).toMatchObject({
      body: { kind: "Scale", apiVersion: "autoscaling/v1", spec: {}, status: { selector: "app=bot" } },
    });
    expect(await target.admin("PATCH", scale, { spec: { replicas: 2 } }, mergePatch)).toMatchObject({
      status: 200,
      body: { spec: { replicas: 2 } },
    });
    expect((await here.get("deployments", "bot")).spec.replicas).toBe(2);
  });
});
