import { afterEach, describe, expect, test } from "vitest";
import { KubernetesCluster } from "./kubernetes-cluster";
import { http1Server, json, sourceFor, status, type Handler } from "./testing/http1-server";
import type { NewConfigMap } from "./types";

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

const FOR_REAL = { dryRun: false };
const DRY = { dryRun: true };
const ref = { namespace: "shop", name: "words" };
const strange = '{"__proto__":"a","constructor":"b","c":"é\\u0001<"}';
const raw = `{"metadata":{"uid":"u","name":"words","namespace":"shop","resourceVersion":"9","creationTimestamp":"2026-01-31T10:00:00Z",
  "annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{}","note":"n"}},"immutable":true,"data":${strange},"binaryData":{"b":"AA=="}}`;
const there = JSON.parse(raw) as object;
const wanted: NewConfigMap = {
  ...ref,
  labels: { "app.kubernetes.io/managed-by": "lastgood" },
  annotations: { note: "n" },
  data: JSON.parse(strange) as Record<string, string>,
  binaryData: { b: "AA==" },
};

describe("a ConfigMap", () => {
  test("is read with every key it has, and without kubectl's second copy of it", async () => {
    const { cluster } = await against((_, response) => json(response, 200, there));
    const map = await cluster.getConfigMap(ref);
    expect(Object.entries(map?.data ?? {})).toEqual([
      ["__proto__", "a"],
      ["constructor", "b"],
      ["c", "é\u0001<"],
    ]);
    expect(map).toMatchObject({ uid: "u", ...ref, resourceVersion: "9", immutable: true, deleting: false, binaryData: { b: "AA==" } });
    expect(map?.annotations).toEqual({ note: "n" });
  });

  test("that is not there is null, and what something else says is no answer", async () => {
    const { cluster } = await against(({ path }, response) =>
      path.endsWith("/words") ? status(response, 404, "NotFound", "not found") : void response.writeHead(404).end("404 page not found"),
    );
    expect(await cluster.getConfigMap(ref)).toBeNull();
    await expect(cluster.getConfigMap({ ...ref, name: "other" })).rejects.toMatchObject({ reason: "bad-answer" });
  });

  test.each(["../secrets/token", "a/b", "", "A", "x".repeat(254), "__proto__"])("of the name “%s” is asked of nobody", async (name) => {
    const { server, cluster } = await against((_, response) => json(response, 200, there));
    const hostile = { ...ref, name };
    const refused = { code: "bad-input" };
    await expect(cluster.getConfigMap(hostile)).rejects.toMatchObject(refused);
    await expect(cluster.deleteConfigMap({ ...hostile, uid: "u", resourceVersion: "9" })).rejects.toMatchObject(refused);
    await expect(cluster.getSecretData(hostile)).rejects.toMatchObject(refused);
    await expect(cluster.createConfigMap({ ...wanted, namespace: name || "/" }, FOR_REAL)).rejects.toMatchObject(refused);
    await expect(cluster.mentionedNames(name || "/", ["x"])).rejects.toMatchObject(refused);
    expect(server.asked).toHaveLength(0);
  });
});

describe("creating a ConfigMap", () => {
  test("makes it immutable, with every key, under our own name", async () => {
    const { server, cluster } = await against((_, response) => json(response, 201, there));
    expect(await cluster.createConfigMap(wanted, FOR_REAL)).toMatchObject({ kind: "created", map: { uid: "u" } });
    const [asked] = server.asked;
    expect(asked).toMatchObject({ method: "POST", path: "/api/v1/namespaces/shop/configmaps" });
    expect(Object.fromEntries(asked?.query ?? [])).toEqual({ fieldManager: "lastgood" });
    const { data, ...rest } = JSON.parse(asked?.body ?? "") as { data: object };
    expect(Object.keys(data)).toEqual(["__proto__", "constructor", "c"]);
    expect(rest).toMatchObject({ apiVersion: "v1", kind: "ConfigMap", immutable: true, metadata: { name: "words", namespace: "shop" } });
  });

  test("that is there already comes with what is there", async () => {
    const { server, cluster } = await against(({ method }, response) =>
      method === "POST" ? status(response, 409, "AlreadyExists", "already exists") : json(response, 200, there),
    );
    expect(await cluster.createConfigMap(wanted, FOR_REAL)).toMatchObject({ kind: "exists", map: { uid: "u", data: wanted.data } });
    expect(server.asked.map(({ method }) => method)).toEqual(["POST", "GET"]);
  });

  test("that was deleted between the refusal and the look is created after all", async () => {
    let posts = 0;
    const { cluster } = await against(({ method }, response) => {
      if (method === "GET") return status(response, 404, "NotFound", "not found");
      return (posts += 1) === 1 ? status(response, 409, "AlreadyExists", "already exists") : json(response, 201, there);
    });
    expect(await cluster.createConfigMap(wanted, FOR_REAL)).toMatchObject({ kind: "created" });
  });

  test("as a dry run says so to the cluster, and is asked again where its answer is lost", async () => {
    const { server, cluster } = await against((_, response, socket) =>
      server.asked.length === 1 ? void socket.destroy() : json(response, 201, there),
    );
    expect(await cluster.createConfigMap(wanted, DRY)).toMatchObject({ kind: "created" });
    expect(server.asked.map(({ query }) => Object.fromEntries(query))).toEqual([
      { fieldManager: "lastgood", dryRun: "All" },
      { fieldManager: "lastgood", dryRun: "All" },
    ]);
  });

  test.each([
    [403, 'configmaps "words" is forbidden: exceeded quota: none'],
    [400, 'admission webhook "policy.test" denied the request: no'],
  ])("that is there already is found where it is refused before its name is looked at (%i %s)", async (code, message) => {
    const { cluster } = await against(({ method }, response) =>
      method === "POST" ? status(response, code, "Forbidden", message) : json(response, 200, there),
    );
    expect(await cluster.createConfigMap(wanted, FOR_REAL)).toMatchObject({ kind: "exists", map: { uid: "u" } });
  });

  test("is tried again where others write to the same quota, and refused where that has no end", async () => {
    const conflict = 'Operation cannot be fulfilled on resourcequotas "q"';
    const { server, cluster } = await against((_, response) =>
      server.asked.length === 2 ? json(response, 201, there) : status(response, 409, "Conflict", conflict),
    );
    expect(await cluster.createConfigMap(wanted, FOR_REAL)).toMatchObject({ kind: "created" });
    expect(await cluster.createConfigMap(wanted, FOR_REAL)).toEqual({ kind: "refused", status: 409, message: conflict });
    expect(server.asked).toHaveLength(5);
  });

  test.each([
    [403, "Forbidden", 'configmaps "words" is forbidden: exceeded quota: none'],
    [403, "Forbidden", 'configmaps is forbidden: User "carol" cannot create resource "configmaps"'],
    [422, "Invalid", 'ConfigMap "words" is invalid: []: Too long: may not be more than 1048576 bytes'],
    [413, "RequestEntityTooLarge", "Request entity too large: limit is 3145728"],
    [400, "BadRequest", "no"],
    [404, "NotFound", 'namespaces "shop" not found'],
    [500, "", 'admission webhook "policy.test" denied the request: no'],
    [429, "", 'admission webhook "policy.test" denied the request: no'],
    [500, "InternalError", 'Internal error occurred: failed calling webhook "policy.test": refused'],
  ])("refused with %i %s: %s", async (code, reason, message) => {
    const { cluster } = await against(({ method }, response) =>
      method === "POST" ? status(response, code, reason, message) : status(response, 404, "NotFound", "not found"),
    );
    expect(await cluster.createConfigMap(wanted, FOR_REAL)).toEqual({ kind: "refused", status: code, message });
  });

  test.each([
    [500, "InternalError", "server-error", "unknown"],
    [503, "ServiceUnavailable", "server-error", "unknown"],
    [504, "Timeout", "timeout", "unknown"],
    [429, "TooManyRequests", "throttled", "no"],
    [401, "Unauthorized", "unauthorized", "no"],
  ])("%i %s tells nothing and is thrown", async (code, reason, expected, applied) => {
    const { server, cluster } = await against((_, response) => status(response, code, reason, "etcd is unhappy"));
    await expect(cluster.createConfigMap(wanted, FOR_REAL)).rejects.toMatchObject({ reason: expected, applied });
    expect(server.asked.length).toBeLessThanOrEqual(2); // 401: once more with renewed credentials
  });

  test("404 from something else than the API is no answer", async () => {
    const { cluster } = await against((_, response) => response.writeHead(404).end("404 page not found"));
    await expect(cluster.createConfigMap(wanted, FOR_REAL)).rejects.toMatchObject({ reason: "bad-answer", applied: "no" });
  });

  test("whose answer is lost may have happened; asked again, it has", async () => {
    let made = false;
    const { server, cluster } = await against(({ method }, response, socket) => {
      if (method === "GET") return json(response, 200, there);
      if (made) return status(response, 409, "AlreadyExists", "already exists");
      made = true;
      socket.destroy();
    });
    await expect(cluster.createConfigMap(wanted, FOR_REAL)).rejects.toMatchObject({ reason: "unreachable", applied: "unknown" });
    expect(server.asked).toHaveLength(1);
    expect(await cluster.createConfigMap(wanted, FOR_REAL)).toMatchObject({ kind: "exists", map: { uid: "u" } });
  });
});

describe("deleting a ConfigMap", () => {
  const read = { ...ref, uid: "u", resourceVersion: "9" };

  test("names which one, to the version", async () => {
    const { server, cluster } = await against((_, response) => json(response, 200, { kind: "Status", status: "Success" }));
    expect(await cluster.deleteConfigMap(read)).toBe(true);
    expect(server.asked[0]).toMatchObject({ method: "DELETE", path: "/api/v1/namespaces/shop/configmaps/words" });
    expect(JSON.parse(server.asked[0]?.body ?? "")).toEqual({
      apiVersion: "v1",
      kind: "DeleteOptions",
      preconditions: { uid: "u", resourceVersion: "9" },
    });
  });

  test.each([
    [409, "Conflict"],
    [404, "NotFound"],
  ])("that is another by now (%i %s) does nothing", async (code, reason) => {
    const { cluster } = await against((_, response) => status(response, code, reason, "no"));
    expect(await cluster.deleteConfigMap(read)).toBe(false);
  });

  test.each([
    [403, "Forbidden", { reason: "forbidden", applied: "no" }],
    [500, "InternalError", { reason: "server-error", applied: "unknown" }],
    [404, "", { reason: "bad-answer", applied: "no" }],
  ])("that gets %i %s is thrown", async (code, reason, expected) => {
    const { cluster } = await against((_, response) => status(response, code, reason, "no"));
    await expect(cluster.deleteConfigMap(read)).rejects.toMatchObject(expected);
  });
});

describe("names that are mentioned", () => {
  const KINDS = "deployments statefulsets daemonsets cronjobs jobs replicasets controllerrevisions pods".split(" ");
  const kindOf = (path: string) => path.split("/").at(-1) ?? "";
  /** A namespace in which each kind has one object that says its own kind's name with `-lg-1` after it. */
  const full: Handler = ({ path }, response) =>
    json(response, 200, { metadata: {}, items: [{ spec: { deep: [{ text: `{"name":"${kindOf(path)}-lg-1"}` }] } }] });

  test("anywhere in any kind are found, owners first", async () => {
    const { server, cluster } = await against(full);
    const names = [...KINDS.map((kind) => `${kind}-lg-1`), "nobody-lg-1"];
    expect([...(await cluster.mentionedNames("shop", names))]).toEqual(names.slice(0, -1));
    expect(server.asked.map(({ path }) => kindOf(path))).toEqual(KINDS);
    expect(server.asked.every(({ path }) => path.includes("/namespaces/shop/"))).toBe(true);
  });

  test("are looked for no longer than needed", async () => {
    const { server, cluster } = await against(full);
    expect(await cluster.mentionedNames("shop", [])).toEqual(new Set());
    expect(server.asked).toHaveLength(0);
    expect(await cluster.mentionedNames("shop", ["statefulsets-lg-1"])).toEqual(new Set(["statefulsets-lg-1"]));
    expect(server.asked).toHaveLength(2);
  });

  test("only in what Lastgood noted are not mentioned: later deploys carry its notes along", async () => {
    const noted = { "lastgood.dev/restored": '{"configMaps":{"noted-lg-1":"noted","used-lg-1":"used"}}', theirs: "theirs-lg-1" };
    const template = { metadata: { annotations: noted }, spec: { volumes: [{ configMap: { name: "used-lg-1" } }] } };
    const { cluster } = await against((_, response) => json(response, 200, { metadata: {}, items: [{ spec: { template } }] }));
    expect([...(await cluster.mentionedNames("shop", ["noted-lg-1", "used-lg-1", "theirs-lg-1"]))]).toEqual(["used-lg-1", "theirs-lg-1"]);
  });

  test.each([403, 404])("Jobs that may not be listed or that nobody knows (%i) are left out", async (code) => {
    const { cluster } = await against((asked, response, socket) =>
      asked.path.includes("/batch/")
        ? status(response, code, code === 403 ? "Forbidden" : "NotFound", "no")
        : full(asked, response, socket),
    );
    expect([...(await cluster.mentionedNames("shop", ["jobs-lg-1", "pods-lg-1"]))]).toEqual(["pods-lg-1"]);
  });

  test.each([
    ["jobs", 500],
    ["jobs", 200], // too large, or no JSON
    ["pods", 403],
    ["controllerrevisions", 404],
  ])("%s that answer with %i leave it open: nobody may think that nothing is mentioned", async (kind, code) => {
    const { cluster } = await against((asked, response, socket) => {
      if (kindOf(asked.path) !== kind) return full(asked, response, socket);
      if (code === 200) return void response.writeHead(200).end("<html>");
      status(response, code, "", "no");
    });
    await expect(cluster.mentionedNames("shop", ["nobody-lg-1"])).rejects.toMatchObject({ name: "ClusterError" });
  });
});

describe("a Secret", () => {
  test("is read as it is encoded, and null when it is not there", async () => {
    const { server, cluster } = await against(({ path }, response) =>
      path.endsWith("/token")
        ? json(response, 200, { data: JSON.parse('{"__proto__":"YQ==","b":"Yg=="}') as object })
        : status(response, 404, "NotFound", "not found"),
    );
    expect(Object.entries((await cluster.getSecretData({ namespace: "shop", name: "token" })) ?? {})).toEqual([
      ["__proto__", "YQ=="],
      ["b", "Yg=="],
    ]);
    expect(await cluster.getSecretData({ namespace: "shop", name: "other" })).toBeNull();
    expect(server.asked[0]?.path).toBe("/api/v1/namespaces/shop/secrets/token");
  });

  test("without the right to read it says so", async () => {
    const { cluster } = await against((_, response) => status(response, 403, "Forbidden", "no"));
    await expect(cluster.getSecretData({ namespace: "shop", name: "token" })).rejects.toMatchObject({ reason: "forbidden" });
  });
});
