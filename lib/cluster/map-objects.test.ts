import { describe, expect, test } from "vitest";
import { mapPod } from "./map-pod";
import { mapRevision } from "./map-revision";
import { mapWorkload } from "./map-workload";

const owner = (kind: string) => [
  { kind: "Other", uid: "o", controller: false },
  { kind, uid: "w", controller: true },
];

describe("a workload", () => {
  test("of nothing but a name has harmless values", () => {
    expect(mapWorkload("Deployment", { metadata: { name: "bot", namespace: "shop" } })).toMatchObject({
      ref: { name: "bot", namespace: "shop" },
      annotations: null,
      desired: 1,
      ready: 0,
      paused: false,
      template: {},
    });
  });

  test("without annotations differs from one with none left", () => {
    expect(mapWorkload("Deployment", { metadata: { annotations: {} } }).annotations).toEqual({});
  });

  test("keeps its template as it is, whatever is in it", () => {
    const template = JSON.parse(
      '{"__proto__":{"x":1},"metadata":{"creationTimestamp":null},"spec":{"fromTheFuture":[1,{"a":null}]}}',
    ) as never;
    const mapped = mapWorkload("StatefulSet", { spec: { template } }).template;
    expect(mapped).toBe(template);
    expect(JSON.stringify(mapped)).toContain('"__proto__":{"x":1}');
  });

  test.each([
    ["Deployment", { spec: { replicas: 0 } }, 0],
    ["StatefulSet", { spec: { replicas: 3 } }, 3],
    ["DaemonSet", { status: { desiredNumberScheduled: 5 } }, 5],
  ] as const)("%s wants its own number of pods", (kind, object, desired) => {
    expect(mapWorkload(kind, object).desired).toBe(desired);
  });

  test("knows who owns which fields", () => {
    const entry = { manager: "helm", operation: "Apply", time: "2026-11-21T10:00:00Z", fieldsV1: { "f:spec": {} } };
    expect(
      mapWorkload("Deployment", { metadata: { managedFields: [entry, { manager: "kcm", operation: "Update", subresource: "status" }] } })
        .fieldOwners,
    ).toEqual([
      { manager: "helm", operation: "Apply", time: new Date("2026-11-21T10:00:00Z"), subresource: null, fields: { "f:spec": {} } },
      { manager: "kcm", operation: "Update", time: null, subresource: "status", fields: {} },
    ]);
  });
});

describe("a revision", () => {
  const replicaSet = {
    metadata: {
      uid: "r",
      name: "bot-abc",
      ownerReferences: owner("Deployment"),
      labels: { "pod-template-hash": "abc" },
      annotations: { "deployment.kubernetes.io/revision": "7" },
    },
    spec: {
      replicas: 0,
      template: { metadata: { labels: { app: "bot", "pod-template-hash": "abc" }, annotations: { a: "b" } }, spec: { fromTheFuture: 1 } },
    },
  };

  test("of a ReplicaSet has the Deployment's template: without the label that the controller added, and otherwise untouched", () => {
    expect(mapRevision("ReplicaSet", replicaSet)).toMatchObject({
      ownerUid: "w",
      number: 7,
      podHash: "abc",
      desired: 0,
      template: { metadata: { labels: { app: "bot" }, annotations: { a: "b" } }, spec: { fromTheFuture: 1 } },
    });
    expect(mapRevision("ReplicaSet", replicaSet)?.template.metadata).toEqual({ labels: { app: "bot" }, annotations: { a: "b" } });
    expect(replicaSet.spec.template.metadata.labels).toHaveProperty("pod-template-hash");
  });

  test("without a number has none", () => {
    expect(mapRevision("ReplicaSet", { ...replicaSet, metadata: { ...replicaSet.metadata, annotations: {} } })?.number).toBeNull();
  });

  test.each([
    ["StatefulSet", "bot-674d"],
    ["DaemonSet", "674d"],
  ])("of a %s is known to its pods as %s", (kind, podHash) => {
    const revision = {
      metadata: {
        name: "bot-674d",
        ownerReferences: owner(kind),
        labels: { "controller-revision-hash": "674d", "controller.kubernetes.io/hash": "674d" },
      },
      revision: 4,
      data: { spec: { template: { $patch: "replace", metadata: { labels: { app: "bot" } }, spec: { fromTheFuture: 1 } } } },
    };
    expect(mapRevision("ControllerRevision", revision)).toMatchObject({ number: 4, podHash });
    expect(mapRevision("ControllerRevision", revision)?.template).toEqual({
      metadata: { labels: { app: "bot" } },
      spec: { fromTheFuture: 1 },
    });
  });

  test("that nobody controls is none", () => {
    expect(mapRevision("ReplicaSet", { metadata: { ownerReferences: [{ uid: "w" }] } })).toBeNull();
  });
});

describe("a pod", () => {
  test("names every container of its template, reported or not", () => {
    const pod = mapPod({
      metadata: {
        name: "bot-0",
        ownerReferences: owner("StatefulSet"),
        labels: { "controller-revision-hash": "bot-674d" },
        deletionTimestamp: "2026-11-21T10:00:00Z",
      },
      spec: {
        containers: [
          { name: "bot", image: "a:1" },
          { name: "side", image: "b:2" },
        ],
        initContainers: [{ name: "init", image: "c:3" }],
      },
      status: {
        phase: "Running",
        conditions: [
          { type: "Ready", status: "False" },
          { type: "PodScheduled", status: "False", reason: "Unschedulable", message: "0/1 nodes are available" },
        ],
        containerStatuses: [
          {
            name: "bot",
            imageID: "a@sha256:1",
            restartCount: 3,
            state: { waiting: { reason: "CrashLoopBackOff", message: "back-off" } },
            lastState: { terminated: { exitCode: 137, reason: "OOMKilled" } },
          },
        ],
      },
    });
    expect(pod).toMatchObject({
      ownerUid: "w",
      ownerKind: "StatefulSet",
      podHash: "bot-674d",
      terminating: true,
      ready: false,
      unschedulable: "0/1 nodes are available",
    });
    expect(pod.containers).toEqual([
      {
        name: "bot",
        image: "a:1",
        imageId: "a@sha256:1",
        ready: false,
        restarts: 3,
        runningSince: null,
        waiting: { reason: "CrashLoopBackOff", message: "back-off" },
        lastExit: { code: 137, reason: "OOMKilled" },
      },
      { name: "side", image: "b:2", imageId: "", ready: false, restarts: 0, runningSince: null, waiting: null, lastExit: null },
    ]);
    expect(pod.initContainers).toHaveLength(1);
  });
});
