import { describe, expect, test } from "vitest";
import type { FieldOwner, Revision, Workload } from "@/lib/cluster/types";
import { after, NOON, replicaSet, template, workload } from "@/lib/health/testing/sightings";
import { liveRevision } from "./live-revision";
import { liveSince } from "./live-since";

const restarted = (version: string, time: string) => template(version, { "kubectl.kubernetes.io/restartedAt": time });

describe("the live revision", () => {
  test.each<[string, Partial<Workload>, Revision[], string | null]>([
    ["the one with the live template", {}, [replicaSet("1.0.0", 1), replicaSet("1.1.0", 2), replicaSet("1.2.0", 3)], "rs-1.1.0"],
    ["none before the controller has made it", {}, [replicaSet("1.0.0", 1)], null],
    ["none of another object, with the same template", {}, [replicaSet("1.1.0", 2, { ownerUid: "uid-greeter" })], null],
    ["the newest of two", {}, [replicaSet("1.1.0", 5, { uid: "new" }), replicaSet("1.1.0", 2, { uid: "old" })], "new"],
    [
      "the one that carries the very restart",
      { template: restarted("1.1.0", "b") },
      [
        replicaSet("1.1.0", 4, { uid: "a", template: restarted("1.1.0", "a") }),
        replicaSet("1.1.0", 3, { uid: "b", template: restarted("1.1.0", "b") }),
      ],
      "b",
    ],
    [
      "the same but for a stamp, once the controller has looked",
      { template: restarted("1.1.0", "b") },
      [replicaSet("1.1.0", 2)],
      "rs-1.1.0",
    ],
    [
      "not the one before a restart that the controller has not seen",
      { template: restarted("1.1.0", "b"), generation: 5, observedGeneration: 4 },
      [replicaSet("1.1.0", 2)],
      null,
    ],
    [
      "the exact one, whether the controller has looked or not",
      { generation: 5, observedGeneration: 4 },
      [replicaSet("1.1.0", 2)],
      "rs-1.1.0",
    ],
    ["one without a number, if it is the only one", {}, [replicaSet("1.1.0", 0, { number: null })], "rs-1.1.0"],
  ])("is %s", (_, more, revisions, uid) => {
    expect(liveRevision(workload(more), revisions)?.uid ?? null).toBe(uid);
  });
});

describe("since when it has been live", () => {
  const written = (seconds: number): FieldOwner[] => [
    { manager: "kubectl", operation: "Update", time: after(seconds), subresource: null, fields: { "f:spec": { "f:template": {} } } },
  ];
  const made = (version: string, number: number, seconds: number, more: Partial<Revision> = {}) =>
    replicaSet(version, number, { createdAt: after(seconds), ...more });
  const since = (revisions: Revision[], fieldOwners: FieldOwner[]) => {
    const live = revisions.find(({ uid }) => uid === "restarted")?.template ?? template("1.1.0");
    return liveSince(workload({ fieldOwners }), revisions, liveRevision(workload({ template: live }), revisions));
  };

  test.each<[string, Revision[], FieldOwner[], Date | null]>([
    [
      "its revision was made, though its manager wrote something else later",
      [made("1.0.0", 1, 0), made("1.1.0", 2, 60)],
      written(900),
      after(60),
    ],
    [
      "the first of a row of restarts was made",
      [
        made("1.0.0", 1, 0),
        made("1.1.0", 2, 60, { uid: "first" }),
        made("1.1.0", 3, 500, { uid: "restarted", template: restarted("1.1.0", "x") }),
      ],
      [],
      after(60),
    ],
    ["it was written, where an undo brought an old revision back", [made("1.1.0", 3, 0), made("1.0.0", 2, 60)], written(900), after(900)],
    ["it was written, where the undo is not numbered yet", [made("1.1.0", 1, 0), made("1.2.0", 2, 60)], written(900), after(900)],
    ["the newest other was made, at the least, where nobody knows who wrote", [made("1.1.0", 3, 0), made("1.0.0", 2, 60)], [], after(60)],
    ["it was written, while it has no revision", [made("1.0.0", 1, 0)], written(900), after(900)],
    ["nobody knows", [], [], null],
    ["its revision was made, with no other to compare", [made("1.1.0", 1, 0)], [], NOON],
  ])("is when %s", (_, revisions, owners, expected) => {
    expect(since(revisions, owners)).toEqual(expected);
  });
});
