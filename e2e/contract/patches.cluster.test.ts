import { expect, test } from "vitest";
import type { Deployment } from "@/lib/sandbox/objects/kube-object";
import { describeOnEachCluster } from "../support/clusters";
import { bodyOf, inNamespace, jsonPatch, mergePatch, strategicPatch, testDeployment } from "../support/test-deployment";
import { waitUntil } from "../support/wait-until";

const bot = {
  name: "bot",
  image: "registry.test/bot:1",
  env: [
    { name: "A", value: "1" },
    { name: "B", value: "2" },
  ],
  ports: [{ containerPort: 80 }],
};

/** A Deployment without pods, so that nobody else writes to it for long. */
const idle = (containers: object[] = [bot]) => {
  const deployment = testDeployment("bot", { replicas: 0 });
  return { ...deployment, spec: { ...deployment.spec, template: { ...deployment.spec.template, spec: { containers } } } };
};

const withoutCauses = { status: 422, body: { kind: "Status", status: "Failure", reason: "Invalid", details: {} } };

describeOnEachCluster("a JSON patch", (target) => {
  const here = inNamespace(target);
  const patch = (operations: object[], query = "") => here.patch("bot", operations, jsonPatch, query);

  test("applies when its tests hold, whatever the order of keys", async () => {
    const { metadata, spec } = await here.create(idle());
    const shuffled = { spec: Object.fromEntries(Object.entries(spec.template.spec).reverse()), metadata: spec.template.metadata };
    const answer = await patch([
      { op: "test", path: "/metadata/uid", value: metadata.uid },
      { op: "test", path: "/spec/template", value: shuffled },
      { op: "replace", path: "/spec/template/spec/containers/0/image", value: "registry.test/bot:2" },
      { op: "add", path: "/spec/template/spec/containers/0/env/-", value: { name: "C", value: "3" } },
      { op: "remove", path: "/spec/template/spec/containers/0/env/0" },
    ]);
    const [container] = bodyOf<Deployment>(answer).spec.template.spec.containers;
    expect(container).toMatchObject({
      image: "registry.test/bot:2",
      env: [
        { name: "B", value: "2" },
        { name: "C", value: "3" },
      ],
    });
  });

  test.each([
    ["a test fails", [{ op: "test", path: "/metadata/uid", value: "other" }]],
    [
      "a later test fails",
      [
        { op: "replace", path: "/spec/paused", value: true },
        { op: "test", path: "/spec/template", value: {} },
      ],
    ],
    ["it replaces what is not there", [{ op: "replace", path: "/metadata/annotations/ghost", value: "x" }]],
    ["it removes what is not there", [{ op: "remove", path: "/metadata/labels/ghost" }]],
    ["it adds below what is not there", [{ op: "add", path: "/spec/template/spec/affinity/nodeAffinity", value: {} }]],
    ["its operation is unknown", [{ op: "frobnicate", path: "/spec/replicas", value: 1 }]],
  ])("does not apply when %s: 422 without causes", async (_, operations) => {
    const before = await here.create(idle());
    const answer = await patch(operations);
    expect(answer).toMatchObject(withoutCauses);
    expect((answer.body as { details: object }).details).not.toHaveProperty("causes");
    expect((await here.get("deployments", "bot")).spec).toEqual(before.spec);
  });

  test("tests the spelling too: what Go escapes has to come escaped", async () => {
    const said = `a && b <c> \u2028 é "q" \\ \t`;
    await here.create(idle([{ ...bot, args: [said] }]));
    const test = JSON.stringify([{ op: "test", path: "/spec/template/spec/containers/0/args/0", value: said }]);
    const send = (body: string) => target.admin("PATCH", here.path("deployments", "/bot"), body, jsonPatch);
    expect(await send(test)).toMatchObject(withoutCauses);
    const escaped = test.replace(/[<>&\u2028]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
    expect(await send(escaped)).toMatchObject({ status: 200 });
  });

  test("cannot add an annotation where there is no map, unless it makes the map first", async () => {
    bodyOf(await target.admin("POST", here.path("configmaps"), { metadata: { name: "words" } }));
    const words = (operations: object[]) => target.admin("PATCH", here.path("configmaps", "/words"), operations, jsonPatch);
    const add = { op: "add", path: "/metadata/annotations/x", value: "1" };
    expect(await words([add])).toMatchObject(withoutCauses);
    const made = await words([
      { op: "test", path: "/metadata/annotations", value: null },
      { op: "add", path: "/metadata/annotations", value: {} },
      add,
    ]);
    expect(bodyOf(made).metadata.annotations).toEqual({ x: "1" });
    expect(await words([{ op: "test", path: "/metadata/annotations", value: null }])).toMatchObject(withoutCauses);
  });

  test("reaches keys with slashes and tildes", async () => {
    await here.create(idle());
    const annotations = bodyOf(
      await patch([
        { op: "add", path: "/metadata/annotations", value: { "a/b": "1" } },
        { op: "add", path: "/metadata/annotations/lastgood.dev~1x", value: "y" },
      ]),
    ).metadata.annotations;
    expect(annotations).toMatchObject({ "a/b": "1", "lastgood.dev/x": "y" });
  });

  test("that makes an invalid object is refused with the causes", async () => {
    await here.create(idle());
    const answer = await patch([{ op: "replace", path: "/spec/template/spec/containers/0/image", value: "" }]);
    expect(answer).toMatchObject({
      status: 422,
      body: { reason: "Invalid", details: { causes: [{ reason: "FieldValueRequired", field: "spec.template.spec.containers[0].image" }] } },
    });
    expect(await patch([{ op: "replace", path: "/spec/replicas", value: "many" }])).toMatchObject({
      status: 422,
      body: { details: { causes: [{ field: "patch" }] } },
    });
    expect(await here.patch("bot", { op: "test" }, jsonPatch)).toMatchObject({ status: 400, body: { reason: "BadRequest" } });
  });

  test("in a dry run tells the same and changes nothing", async () => {
    const before = await here.create(idle());
    expect(await patch([{ op: "test", path: "/metadata/uid", value: "other" }], "?dryRun=All")).toMatchObject(withoutCauses);
    expect(await patch([{ op: "replace", path: "/spec/template/spec/containers/0/image", value: "x:2" }], "?dryRun=All")).toMatchObject({
      status: 200,
    });
    expect((await here.get("deployments", "bot")).spec).toEqual(before.spec);
  });

  test("carries a template of nearly 1 MiB twice", async () => {
    const large = (size: number) => [{ ...bot, env: [{ name: "LARGE", value: "x".repeat(size) }] }];
    const { spec } = await here.create(idle(large(950_000)));
    const next = structuredClone(spec.template);
    next.spec.containers[0]!.image = "registry.test/bot:2";
    const answer = await patch([
      { op: "test", path: "/spec/template", value: spec.template },
      { op: "replace", path: "/spec/template", value: next },
    ]);
    expect(answer.status).toBe(200);
  });

  test("takes our entry out of the managed fields", async () => {
    await here.create(idle());
    bodyOf(await here.patch("bot", { spec: { paused: true } }, mergePatch, "?fieldManager=lastgood"));
    // A controller's own entry may come in between and move ours: then the test in the patch fails, and one looks again.
    const answer = await waitUntil("the patch of our entry", async () => {
      const { metadata } = await here.get("deployments", "bot");
      const ours = `/metadata/managedFields/${metadata.managedFields?.findIndex(({ manager }) => manager === "lastgood")}`;
      const tried = await patch([
        { op: "test", path: `${ours}/manager`, value: "lastgood" },
        { op: "remove", path: ours },
      ]);
      return tried.status === 200 && tried;
    });
    const after = bodyOf(answer);
    expect(after.metadata.managedFields?.map(({ manager }) => manager)).not.toContain("lastgood");
  });
});

describeOnEachCluster("a merge patch", (target) => {
  const here = inNamespace(target);

  test("merges objects, replaces lists and removes what is null", async () => {
    await here.create(idle());
    const answer = await here.patch("bot", { metadata: { annotations: { a: "1", b: "2" } } }, mergePatch);
    expect(bodyOf(answer).metadata.annotations).toMatchObject({ a: "1", b: "2" });
    const next = bodyOf<Deployment>(
      await here.patch(
        "bot",
        { metadata: { annotations: { a: null } }, spec: { template: { spec: { containers: [{ name: "only", image: "x:1" }] } } } },
        mergePatch,
      ),
    );
    expect(next.metadata.annotations).not.toHaveProperty("a");
    expect(next.spec.template.spec.containers.map(({ name }) => name)).toEqual(["only"]);
  });

  test("compares the version it carries", async () => {
    const { metadata } = await here.create(idle());
    expect(await here.patch("bot", { metadata: { resourceVersion: "1" }, spec: { replicas: 1 } }, mergePatch)).toMatchObject({
      status: 409,
      body: { reason: "Conflict" },
    });
    const uid = { status: 422, body: { details: { causes: [{ field: "metadata.uid" }, { field: "metadata.uid" }] } } };
    expect(await here.patch("bot", { metadata: { uid: "1" } }, mergePatch)).toMatchObject(uid);
    expect(await here.patch("bot", { metadata: { uid: metadata.uid } }, mergePatch)).toMatchObject({ status: 200 });
  });

  test("cannot change what is immutable, nor come in another type", async () => {
    await here.create(idle());
    const selector = await here.patch("bot", { spec: { selector: { matchLabels: { other: "x" } } } }, mergePatch);
    expect(selector).toMatchObject({ status: 422, body: { reason: "Invalid" } });
    expect((selector.body as { details: { causes: { field: string }[] } }).details.causes.map(({ field }) => field)).toContain(
      "spec.selector",
    );
    expect(await here.patch("bot", {}, "text/plain")).toMatchObject({ status: 415, body: { reason: "UnsupportedMediaType" } });
  });
});

describeOnEachCluster("a strategic merge patch", (target) => {
  const here = inNamespace(target);
  const containersAfter = async (containers: object[], more: object = {}) =>
    bodyOf<Deployment>(await here.patch("bot", { spec: { template: { spec: { containers, ...more } } } }, strategicPatch)).spec.template
      .spec.containers;

  test("merges containers and variables by name, ports by number", async () => {
    await here.create(idle([bot, { name: "side", image: "side:1" }]));
    const [first, second] = await containersAfter([
      {
        name: "bot",
        env: [
          { name: "B", value: "9" },
          { name: "C", value: "3" },
        ],
        ports: [{ containerPort: 81 }],
      },
    ]);
    expect(second).toMatchObject({ name: "side", image: "side:1" });
    expect(first?.env?.map(({ name, value }) => `${name}=${value}`).sort()).toEqual(["A=1", "B=9", "C=3"]);
    expect(first?.ports?.map(({ containerPort }) => containerPort).sort()).toEqual([80, 81]);
    expect(first?.image).toBe(bot.image);
  });

  test("deletes and replaces items when told to, and orders them", async () => {
    await here.create(idle([bot, { name: "side", image: "side:1" }]));
    const [only, ...none] = await containersAfter([
      { $patch: "delete", name: "side" },
      { name: "bot", env: [{ $patch: "delete", name: "A" }] },
    ]);
    expect(none).toEqual([]);
    expect(only?.env).toEqual([{ name: "B", value: "2" }]);
    const ordered = await containersAfter([{ name: "first", image: "f:1" }], {
      "$setElementOrder/containers": [{ name: "first" }, { name: "bot" }],
    });
    expect(ordered.map(({ name }) => name)).toEqual(["first", "bot"]);
    const replaced = await containersAfter([{ $patch: "replace" }, { name: "alone", image: "a:1" }]);
    expect(replaced.map(({ name }) => name)).toEqual(["alone"]);
  });

  test("keeps only the keys it is told to retain", async () => {
    await here.create(idle());
    const { spec } = bodyOf<Deployment>(await here.patch("bot", { spec: { strategy: { $retainKeys: ["type"], type: "Recreate" } } }));
    expect(spec.strategy).toEqual({ type: "Recreate" });
  });

  test("replaces whole what has no key", async () => {
    const toleration = (key: string) => ({ key, operator: "Exists" });
    await here.create(idle());
    await containersAfter([], { tolerations: [toleration("a"), toleration("b")] });
    await containersAfter([], { tolerations: [toleration("c")] });
    expect((await here.get("deployments", "bot")).spec.template.spec["tolerations"]).toEqual([toleration("c")]);
  });
});
