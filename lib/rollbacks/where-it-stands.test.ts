import { describe, expect, test } from "vitest";
import type { FieldOwner } from "@/lib/cluster/types";
import { template, workload } from "@/lib/health/testing/sightings";
import { whereItStands } from "./where-it-stands";

const intent = {
  rollbackId: "rb_1",
  startedAt: new Date("2026-11-21T10:00:00.700Z"),
  uid: "uid-omniserve",
  seen: template("1.2.0"),
  target: template("1.1.0"),
  stamps: ["team.example/stamp"],
};
const ours = { "lastgood.dev/rollback": "rb_1" };
const owner = (manager: string): FieldOwner => ({
  manager,
  operation: "Update",
  time: new Date(),
  subresource: null,
  fields: { "f:spec": { "f:template": {} } },
});

test("where the target is what was seen, only a copy that was deleted has to come back: it is still to be done until our id is there", () => {
  const same = { ...intent, target: intent.seen };
  const live = workload({ template: intent.seen, fieldOwners: [owner("ci")] });
  expect(whereItStands(live, same)).toEqual({ kind: "to-do" });
  expect(whereItStands({ ...live, annotations: ours }, same)).toEqual({ kind: "applied" });
});

describe("where a switch stands, read from the object", () => {
  test.each([
    ["the target with our id is applied", workload({ template: template("1.1.0"), annotations: ours }), { kind: "applied" }],
    [
      "the target that our field manager wrote since the click is applied, whatever became of our annotation",
      workload({ template: template("1.1.0"), fieldOwners: [{ ...owner("lastgood"), time: new Date("2026-11-21T10:00:00Z") }] }),
      { kind: "applied" },
    ],
    [
      "the target that our field manager wrote before the click is not",
      workload({ template: template("1.1.0"), fieldOwners: [{ ...owner("lastgood"), time: new Date("2026-11-21T09:59:59Z") }] }),
      { kind: "overtaken", by: "lastgood", because: "target-already" },
    ],
    ["what was seen is still to be done", workload({ template: template("1.2.0") }), { kind: "to-do" }],
    [
      "our id alone proves nothing: an undo carries it along",
      workload({ template: template("1.2.0"), annotations: ours }),
      { kind: "to-do" },
    ],
    [
      "what was seen, restarted meanwhile, is still to be done",
      workload({ template: template("1.2.0", { "kubectl.kubernetes.io/restartedAt": "now" }) }),
      { kind: "to-do" },
    ],
    [
      "a stamp that the environment names is a restart too",
      workload({ template: template("1.2.0", { "team.example/stamp": "2" }) }),
      { kind: "to-do" },
    ],
    [
      "the target with our id, restarted since, is applied",
      workload({ template: template("1.1.0", { "kubectl.kubernetes.io/restartedAt": "now" }), annotations: ours }),
      { kind: "applied" },
    ],
    [
      "the target that somebody else brought is not ours",
      workload({ template: template("1.1.0"), fieldOwners: [owner("kubectl-rollout")] }),
      { kind: "overtaken", by: "kubectl-rollout", because: "target-already" },
    ],
    [
      "a third release overtook it, even if it carries our id along",
      workload({ template: template("1.3.0"), annotations: ours, fieldOwners: [owner("ci-release")] }),
      { kind: "overtaken", by: "ci-release", because: "other-release" },
    ],
    [
      "another object under the same name",
      workload({ uid: "uid-new", template: template("1.2.0") }),
      { kind: "overtaken", by: null, because: "recreated" },
    ],
    ["no object", null, { kind: "overtaken", by: null, because: "deleted" }],
  ])("%s", (_, live, expected) => {
    expect(whereItStands(live, intent)).toEqual(expected);
  });
});
