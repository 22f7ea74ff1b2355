import { expect, test } from "vitest";
import { describeScheduling } from "./describe-scheduling";
import { event } from "./testing/sightings";

const PREEMPTION = " preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.";

/** As kube-scheduler 1.36 says it, and some as it used to. */
test.each<[string, string, string]>([
  [
    "memory",
    `0/3 nodes are available: 3 Insufficient memory. no new claims to deallocate,${PREEMPTION}`,
    "finds no node: of 3, 3 with too little free memory.",
  ],
  [
    "different things",
    `0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient cpu.${PREEMPTION}`,
    "finds no node: of 3, 1 with a taint that the pod does not tolerate; 2 with too little free CPU.",
  ],
  [
    "a taint by name",
    "0/1 nodes are available: 1 node(s) had untolerated taint {gpu: only}. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.",
    "finds no node: of 1, 1 with a taint that the pod does not tolerate (gpu).",
  ],
  [
    "nodes that are gone",
    "0/2 nodes are available: 2 node(s) had untolerated taint {node.kubernetes.io/unreachable: }.",
    "finds no node: of 2, 2 that stopped answering.",
  ],
  [
    "graphics cards",
    "0/2 nodes are available: 2 Insufficient nvidia.com/gpu.",
    "finds no node: of 2, 2 with too little free nvidia.com/gpu.",
  ],
  [
    "a selector",
    "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector.",
    "finds no node: of 1, 1 not among those that its node selector or affinity names.",
  ],
  [
    "a volume elsewhere",
    "0/1 nodes are available: 1 node(s) had volume node affinity conflict.",
    "finds no node: of 1, 1 not where its volume is.",
  ],
  ["cordons", "0/1 nodes are available: 1 node(s) were unschedulable.", "finds no node: of 1, 1 closed for new pods (cordoned)."],
  ["an empty cluster", "no nodes available to schedule pods", "finds no node: the cluster has none."],
  ["something new", "0/1 nodes are available: 1 node(s) dislike Mondays.", "finds no node: of 1, 1 that say: dislike Mondays."],
  ["words of another scheduler", "the moon is full", "finds no node: the moon is full."],
  [
    "a claim that is not there",
    '0/1 nodes are available: persistentvolumeclaim "data" not found.',
    "finds no node: its PersistentVolumeClaim data does not exist.",
  ],
  [
    "a claim without a volume",
    "0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found",
    "waits for storage: its PersistentVolumeClaim data is not bound to a volume yet.",
  ],
])("%s", (_, message, sentence) => {
  expect(describeScheduling(message, ["data"], [])).toBe(sentence);
});

test.each([
  [
    "no persistent volumes available for this claim and no storage class is set",
    "FailedBinding",
    "waits for storage: its PersistentVolumeClaim data is not bound: no volume fits, and it names no storage class that would make one.",
  ],
  [
    'storageclass.storage.k8s.io "fast" not found',
    "ProvisioningFailed",
    "waits for storage: its PersistentVolumeClaim data is not bound: its storage class fast does not exist.",
  ],
  [
    "failed to provision volume: the disk quota of the project is used up",
    "ProvisioningFailed",
    "waits for storage: its PersistentVolumeClaim data is not bound: failed to provision volume: the disk quota of the project is used up.",
  ],
])("a claim of which its own event says: %s", (message, reason, sentence) => {
  const said = "0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found";
  expect(describeScheduling(said, ["data"], [event(reason, message)])).toBe(sentence);
});
