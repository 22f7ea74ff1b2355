import { expect, test } from "vitest";
import { describeCreateRefusal } from "./describe-create-refusal";

/** As kube-apiserver 1.36 says it. */
test.each<[string, string, string]>([
  [
    "a quota on pods",
    'pods "omniserve-7d4b-x2x4z" is forbidden: exceeded quota: small, requested: pods=1, used: pods=3, limited: pods=3',
    "exceeded quota small (pods: 3 of 3 used, 1 more asked for).",
  ],
  [
    "a quota on several things",
    'pods "a" is forbidden: exceeded quota: team, requested: limits.memory=2Gi,requests.cpu=1, used: limits.memory=7Gi,requests.cpu=3500m, limited: limits.memory=8Gi,requests.cpu=4',
    "exceeded quota team (limits.memory: 7Gi of 8Gi used, 2Gi more asked for; requests.cpu: 3500m of 4 used, 1 more asked for).",
  ],
  [
    "a quota that wants limits",
    'pods "a" is forbidden: failed quota: team: must specify limits.cpu for: bot; limits.memory for: bot',
    "quota team asks that every container says its limits.cpu for: bot; limits.memory for: bot.",
  ],
  [
    "a webhook that says no",
    'admission webhook "guard.example.com" denied the request: images must be signed',
    "admission webhook guard.example.com says no: images must be signed.",
  ],
  [
    "a webhook that says no without a word",
    'admission webhook "guard.example.com" denied the request',
    "admission webhook guard.example.com says no.",
  ],
  [
    "a webhook that is not there",
    'Internal error occurred: failed calling webhook "guard.example.com": failed to call webhook: Post "https://127.0.0.1:1/nobody?timeout=1s": dial tcp 127.0.0.1:1: connect: connection refused',
    "admission webhook guard.example.com does not answer (connection refused), and without its word nothing is made.",
  ],
  [
    "a webhook whose service is gone",
    'Internal error occurred: failed calling webhook "guard.example.com": failed to call webhook: Post "https://guard.policy.svc:443/?timeout=10s": service "guard" not found',
    "admission webhook guard.example.com does not answer (there is no service guard), and without its word nothing is made.",
  ],
  [
    "a webhook that hangs",
    'Internal error occurred: failed calling webhook "g.example.com": failed to call webhook: Post "https://g.policy.svc:443/?timeout=1s": context deadline exceeded',
    "admission webhook g.example.com does not answer (it takes too long), and without its word nothing is made.",
  ],
  [
    "an admission policy",
    "pods \"a\" is forbidden: ValidatingAdmissionPolicy 'no-latest' with binding 'all' denied request: the tag latest is not allowed",
    "admission policy no-latest says no: the tag latest is not allowed.",
  ],
  [
    "Pod Security",
    'pods "a" is forbidden: violates PodSecurity "baseline:latest": privileged (container "bot" must not set securityContext.privileged=true)',
    'its namespace holds pods to the Pod Security level baseline, and these break it: privileged (container "bot" must not set securityContext.privileged=true).',
  ],
  [
    "a limit range",
    'pods "a" is forbidden: maximum memory usage per Container is 512Mi, but limit is 2Gi',
    "a limit range of its namespace forbids it: maximum memory usage per Container is 512Mi, but limit is 2Gi.",
  ],
  [
    "a limit range, twice",
    'pods "a" is forbidden: [minimum cpu usage per Container is 100m, but request is 10m, maximum memory usage per Container is 512Mi, but limit is 2Gi]',
    "a limit range of its namespace forbids it: minimum cpu usage per Container is 100m, but request is 10m, maximum memory usage per Container is 512Mi, but limit is 2Gi.",
  ],
  [
    "a service account that is not there",
    'pods "a-" is forbidden: error looking up service account support/omni: serviceaccount "omni" not found',
    "its service account omni does not exist.",
  ],
  [
    "a priority class that is not there",
    'pods "a" is forbidden: no PriorityClass with name urgent was found',
    "its priority class urgent does not exist.",
  ],
  [
    "as the FailedCreate event of a DaemonSet",
    'Error creating: pods "a" is forbidden: exceeded quota: q, requested: pods=1, used: pods=0, limited: pods=0',
    "exceeded quota q (pods: 0 of 0 used, 1 more asked for).",
  ],
  [
    "anything else, in its own words",
    "create Pod omni-0 in StatefulSet omni failed error: the moon is full",
    "create Pod omni-0 in StatefulSet omni failed error: the moon is full.",
  ],
])("%s", (_, message, sentence) => {
  expect(describeCreateRefusal(message)).toBe(sentence);
});
