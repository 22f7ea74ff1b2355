import { expect, test } from "vitest";
import type { KubeObject } from "@/lib/sandbox/objects/kube-object";
import { describeOnEachCluster } from "../support/clusters";
import { bodyOf, inNamespace, mergePatch, strategicPatch } from "../support/test-deployment";

const MIB = 1024 * 1024;

describeOnEachCluster("ConfigMaps", (target) => {
  const here = inNamespace(target);
  const post = (name: string, more: object = {}) => target.admin("POST", here.path("configmaps"), { metadata: { name }, ...more });
  const patch = (name: string, body: object) => target.admin("PATCH", here.path("configmaps", `/${name}`), body, mergePatch);

  test("hold 1 MiB of values, text and binary together, and not a byte more", async () => {
    const half = "é".repeat(MIB / 4);
    const bytes = Buffer.alloc(MIB / 2, 7);
    const content = (binary: Buffer) => ({ data: { text: half }, binaryData: { bytes: binary.toString("base64") } });
    bodyOf(await post("full", content(bytes)));
    expect(await post("over", content(Buffer.concat([bytes, Buffer.alloc(1)])))).toMatchObject({
      status: 422,
      body: {
        reason: "Invalid",
        message: 'ConfigMap "over" is invalid: []: Too long: may not be more than 1048576 bytes',
        details: { causes: [{ reason: "FieldValueTooLong", message: "Too long: may not be more than 1048576 bytes", field: "[]" }] },
      },
    });
    expect(await patch("full", { data: { one: "x" } })).toMatchObject({ status: 422 });
  });

  test("larger than a request may be are refused as such", async () => {
    const { status, body } = await post("huge", { data: { text: "x".repeat(3 * MIB) } });
    expect({ status, body }).toMatchObject({ status: 413, body: { kind: "Status", reason: "RequestEntityTooLarge", code: 413 } });
  });

  test("take every legal key, those that mean something in JavaScript too", async () => {
    const data = '{"__proto__":"a","constructor":"b","-._":"c","hasOwnProperty":"d","toString":"e"}';
    const made = await target.admin("POST", here.path("configmaps"), `{"metadata":{"name":"keys"},"data":${data}}`);
    expect(made.status).toBe(201);
    const read = await here.get<KubeObject & { data: Record<string, string> }>("configmaps", "keys");
    const entries = (object: object) => Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1));
    expect(entries(read.data)).toEqual(entries(JSON.parse(data) as object));

    const edited = (name: string, type: string) =>
      target.admin("PATCH", here.path("configmaps", "/keys"), `{"data":{"__proto__":"${name}"}}`, type);
    expect(entries(bodyOf<typeof read>(await edited("merged", mergePatch)).data)).toContainEqual(["__proto__", "merged"]);
    expect(entries(bodyOf<typeof read>(await edited("strategic", strategicPatch)).data)).toContainEqual(["__proto__", "strategic"]);
    const removed = await target.admin("PATCH", here.path("configmaps", "/keys"), '{"data":{"__proto__":null}}', mergePatch);
    expect(Object.keys(bodyOf<typeof read>(removed).data)).not.toContain("__proto__");
  });

  test.each([".", "..", "..data", "a b", "é", "k".repeat(254)])("refuse the key “%s”", async (key) => {
    expect(await post("keys", { data: { [key]: "x" } })).toMatchObject({ status: 422, body: { reason: "Invalid" } });
  });

  test("hold a key as text or as binary, not both, and binary only as base64", async () => {
    expect(await post("twice", { data: { a: "x" }, binaryData: { a: "AA==" } })).toMatchObject({
      status: 422,
      body: {
        details: {
          causes: [
            { field: "data[a]", reason: "FieldValueInvalid", message: 'Invalid value: "a": duplicate of key present in binaryData' },
          ],
        },
      },
    });
    for (const a of ["not base64!", "_-8=", "AA"]) {
      expect(await post("bad", { binaryData: { a } })).toMatchObject({ status: 400, body: { reason: "BadRequest" } });
    }
    expect(bodyOf(await post("good", { binaryData: { a: "AA\n==", b: "AB==", c: "", d: null } }))).toMatchObject({
      binaryData: { a: "AA==", b: "AA==", c: "", d: "" },
    });
  });

  test("hold text only: half a surrogate pair becomes the replacement character", async () => {
    const made = await target.admin(
      "POST",
      here.path("configmaps"),
      '{"metadata":{"name":"half"},"data":{"a":"x\\ud800y","b":"\\ud83d\\ude00"}}',
    );
    expect(made).toMatchObject({ status: 201, body: { data: { a: "x\ufffdy", b: "😀" } } });
  });

  test("have annotations of 256 KiB at most", async () => {
    const annotated = (size: number) =>
      target.admin("POST", here.path("configmaps"), { metadata: { name: "a", annotations: { a: "x".repeat(size) } } });
    expect(await annotated(256 * 1024)).toMatchObject({
      status: 422,
      body: { details: { causes: [{ field: "metadata.annotations", message: "Too long: may not be more than 262144 bytes" }] } },
    });
    expect(await annotated(256 * 1024 - 1)).toMatchObject({ status: 201 });
  });

  test("that are immutable can be neither edited nor made mutable, but labelled and deleted", async () => {
    bodyOf(await post("copy", { data: { a: "1" }, immutable: true }));
    const refused = (field: string) => ({
      status: 422,
      body: { reason: "Invalid", details: { causes: [{ field, reason: "FieldValueForbidden" }] } },
    });
    expect(await patch("copy", { data: { a: "2" } })).toMatchObject(refused("data"));
    expect(await patch("copy", { data: { b: "2" } })).toMatchObject(refused("data"));
    expect(await patch("copy", { data: null })).toMatchObject(refused("data"));
    expect(await patch("copy", { binaryData: { b: "AA==" } })).toMatchObject(refused("binaryData"));
    expect(await patch("copy", { immutable: false })).toMatchObject(refused("immutable"));
    expect(await patch("copy", { immutable: null })).toMatchObject(refused("immutable"));
    expect(await patch("copy", { metadata: { labels: { a: "b" } } })).toMatchObject({ status: 200 });
    expect(await target.admin("DELETE", here.path("configmaps", "/copy"))).toMatchObject({ status: 200 });
  });

  test("answer a dry run as they would the creation, and are not made", async () => {
    const dry = (name: string, more: object = {}) =>
      target.admin("POST", here.path("configmaps", "?dryRun=All"), { metadata: { name }, ...more });
    const copy = { data: { a: "1" }, immutable: true };
    expect(await dry("copy", copy)).toMatchObject({
      status: 201,
      body: { metadata: { name: "copy", uid: expect.any(String) as string }, ...copy },
    });
    expect(await target.admin("GET", here.path("configmaps", "/copy"))).toMatchObject({ status: 404 });
    expect(await dry("copy", { data: { "a b": "1" } })).toMatchObject({ status: 422, body: { reason: "Invalid" } });
    const made = bodyOf(await post("copy", copy));
    expect(await dry("copy", copy)).toMatchObject({ status: 409, body: { reason: "AlreadyExists" } });
    expect(bodyOf(await target.admin("GET", here.path("configmaps", "/copy")))).toEqual(made);
    expect(await target.admin("POST", here.path("configmaps", "?dryRun=Some"), { metadata: { name: "other" } })).toMatchObject({
      status: 422,
    });
  });

  test("are deleted when uid and version are those that were read, not when they changed", async () => {
    const { metadata } = bodyOf(await post("words", { data: { a: "1" } }));
    const drop = (preconditions: object) => target.admin("DELETE", here.path("configmaps", "/words"), { preconditions });
    const read = { uid: metadata.uid, resourceVersion: metadata.resourceVersion };
    const edited = bodyOf(await patch("words", { data: { a: "2" } }));
    expect(await drop(read)).toMatchObject({ status: 409, body: { reason: "Conflict" } });
    expect(await drop({ uid: metadata.uid, resourceVersion: edited.metadata.resourceVersion })).toMatchObject({ status: 200 });
    bodyOf(await post("words"));
    expect(await drop({ uid: metadata.uid })).toMatchObject({ status: 409, body: { reason: "Conflict" } });
  });
});
