import { describe, expect, test } from "vitest";
import { template, workload } from "@/lib/health/testing/sightings";
import { switchPatch } from "./switch-patch";

const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
const target = template("1.1.0");
const patch = (live = workload({ template: template("1.2.0") }), again = false) =>
  switchPatch({ live, target, changeCause: null, resumes: false, rollbackId: "rb_1", again });

describe("the patch of a rollback", () => {
  test("writes the template only onto the very object and template that were seen", () => {
    expect(patch()).toEqual([
      { op: "test", path: "/metadata/uid", value: "uid-omniserve" },
      { op: "test", path: "/spec/template", value: template("1.2.0") },
      { op: "replace", path: "/spec/template", value: target },
      { op: "add", path: "/metadata/annotations/lastgood.dev~1rollback", value: "rb_1" },
    ]);
  });

  test("sent again after a lost answer, holds the generation that was just read", () => {
    expect(patch(workload({ generation: 7 }), true)).toContainEqual({ op: "test", path: "/metadata/generation", value: 7 });
  });

  test("makes the annotations map where there is none, and only there", () => {
    const paths = patch(workload({ annotations: null })).map(({ op, path, value }) => [op, path, value]);
    expect(paths).toContainEqual(["test", "/metadata/annotations", null]);
    expect(paths).toContainEqual(["add", "/metadata/annotations", {}]);
  });

  test("never touches replicas, strategy or anything beside template and annotations", () => {
    const written = patch(workload({ annotations: null })).filter(({ op }) => op !== "test");
    expect(written.every(({ path }) => path === "/spec/template" || path.startsWith("/metadata/annotations"))).toBe(true);
  });

  test("ends a pause that was agreed to, if it is still on, and no other", () => {
    const ofPause = (paused: boolean, resumes: boolean) => {
      const live = workload({ paused });
      const written = switchPatch({ live, target, changeCause: null, resumes, rollbackId: "rb_1", again: false });
      return written.filter(({ path }) => path === "/spec/paused").map(({ op }) => op);
    };
    expect(ofPause(true, true)).toEqual(["test", "remove"]);
    expect([ofPause(true, false), ofPause(false, true), ofPause(false, false)]).toEqual([[], [], []]);
  });

  describe("of a bot that says why it was deployed", () => {
    const CAUSE = "/metadata/annotations/kubernetes.io~1change-cause";
    const why = (said: string | null, changeCause: string | null) => {
      const live = workload({ annotations: said === null ? {} : { "kubernetes.io/change-cause": said } });
      return switchPatch({ live, target, changeCause, resumes: false, rollbackId: "rb_1", again: false }).filter(
        ({ path }) => path === CAUSE,
      );
    };
    test.each([
      ["puts the target's own in its place", "second", "first", [{ op: "replace", path: CAUSE, value: "first" }]],
      ["takes it away where the target had none", "second", "", [{ op: "remove", path: CAUSE }]],
      ["leaves it where it is to stay", "second", null, []],
      ["leaves it where it is the same", "first", "first", []],
      ["adds none where there is none", null, "first", []],
    ])("%s", (_, said, cause, expected) => {
      expect(why(said, cause)).toEqual(expected);
    });
  });

  describe("with kubectl's last-applied annotation", () => {
    const applied = JSON.stringify({ kind: "Deployment", spec: { replicas: 3, template: template("1.2.0") } });

    test("rewrites the template in it and holds its former value", () => {
      const operations = patch(workload({ annotations: { [LAST_APPLIED]: applied } }));
      const [held, rewritten] = operations.slice(-2);
      expect(held).toMatchObject({ op: "test", value: applied });
      expect(rewritten?.op).toBe("replace");
      expect(JSON.parse(String(rewritten?.value))).toEqual({ kind: "Deployment", spec: { replicas: 3, template: target } });
    });

    test.each([
      ["first", { "kubernetes.io/change-cause": "first" }],
      ["", {}],
    ])("rewrites the change cause in it: %j", (changeCause, annotations) => {
      const said = { "kubernetes.io/change-cause": "second" };
      const text = JSON.stringify({ metadata: { annotations: said }, spec: { template: template("1.2.0") } });
      const live = workload({ annotations: { ...said, [LAST_APPLIED]: text } });
      const written = switchPatch({ live, target, changeCause, resumes: false, rollbackId: "rb_1", again: false }).at(-1);
      expect(JSON.parse(String(written?.value))).toMatchObject({ metadata: { annotations } });
    });

    test.each(["not json", "null", "[]", '{"spec":3}'])("leaves a broken one (%s) alone", (broken) => {
      const operations = patch(workload({ annotations: { [LAST_APPLIED]: broken } }));
      expect(operations.some(({ path }) => path.includes("last-applied"))).toBe(false);
    });

    test("forgets it where the target would not fit into an annotation", () => {
      const live = workload({ annotations: { [LAST_APPLIED]: applied } });
      const large = template("1.1.0", { prompt: "x".repeat(300_000) });
      expect(
        switchPatch({ live, target: large, changeCause: null, resumes: false, rollbackId: "rb_1", again: false }).at(-1),
      ).toMatchObject({
        op: "remove",
      });
    });
  });
});
