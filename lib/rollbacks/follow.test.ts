import { describe, expect, test } from "vitest";
import type { Snapshot } from "@/lib/bots/types";
import type { FieldOwner } from "@/lib/cluster/types";
import { NOON, container, crashing, pod, replicaSet, template, workload } from "@/lib/health/testing/sightings";
import { follow } from "./follow";
import type { Run } from "./run";

const after = (seconds: number) => new Date(NOON.getTime() + seconds * 1000);
const run: Run = {
  id: "rb_1",
  botId: "bot_1",
  phase: "following",
  sentence: "",
  startedBy: { kind: "user", id: "usr_1", name: "Kim", role: "operator" },
  startedAt: NOON,
  acceptedAt: NOON,
  replacedAt: null,
  deadlineAt: after(600),
  deadlineStep: "pods-replaced",
  generation: 1,
  startSeconds: null,
  behind: [],
  inTheWay: [],
  lease: { epoch: 1, end: Infinity },
  bot: {
    title: "OmniServe",
    namespace: "support",
    kind: "Deployment",
    name: "omniserve",
    environment: { name: "production", title: "Production", context: null, stamps: [], verifySeconds: 0, waitForTerminating: false },
  },
  fromReleaseId: "rel_2",
  toReleaseId: "rel_1",
  from: { version: "1.2.0" },
  to: { version: "1.1.0", config: null },
  uid: "uid-omniserve",
  seen: template("1.2.0"),
  target: template("1.1.0"),
  changeCause: null,
  copies: [],
  resumes: false,
};
const sets = [replicaSet("1.1.0", 3), replicaSet("1.2.0", 2)];
const three = [pod("a", "1.1.0"), pod("b", "1.1.0"), pod("c", "1.1.0")];
const see = (more: Partial<Snapshot> = {}): Snapshot => ({
  workload: workload(),
  revisions: sets,
  pods: three,
  config: new Map(),
  ...more,
});
const owner = (manager: string): FieldOwner => ({
  manager,
  operation: "Update",
  time: new Date(),
  subresource: null,
  fields: { "f:spec": { "f:template": {} } },
});

describe("following a rollback", () => {
  test("has recovered when every pod runs the target, nothing else runs, and it is healthy", () => {
    expect(follow(run, see(), after(38))).toMatchObject({ kind: "ended", phase: "recovered", sentence: "Recovered in 38 s." });
  });

  test("has not recovered while pods are not known to see what the ConfigMaps hold, and says which", () => {
    const behind = ["3 of 3 pods started before words was edited and read it at their start only."];
    expect(follow({ ...run, behind }, see(), after(38))).toMatchObject({
      kind: "going-on",
      phase: "following",
      sentence: `All pods run 1.1.0. ${behind[0]}`,
    });
    expect(follow({ ...run, behind, deadlineStep: "verified" }, see(), after(601))).toMatchObject({ kind: "ended", phase: "failed" });
  });

  test("learns nothing from a sight that is older than its own write", () => {
    expect(follow(run, see({ workload: workload({ generation: 0, template: template("1.2.0") }) }), after(1))).toEqual({ kind: "no-news" });
  });

  test("does not believe counts that the controller has not renewed", () => {
    expect(follow(run, see({ workload: workload({ observedGeneration: 0 }) }), after(1))).toMatchObject({ kind: "going-on" });
  });

  test("counts the pods that run the target", () => {
    const pods = [pod("a", "1.1.0"), pod("b", "1.1.0", { ready: false }), pod("x", "1.2.0")];
    expect(follow(run, see({ workload: workload({ available: 2, ready: 2, updated: 2 }), pods }), after(5))).toMatchObject({
      phase: "following",
      sentence: "Replacing pods: 1 of 3 run 1.1.0.",
      steps: [
        { name: "pods-replaced", done: false, note: "1 of 3" },
        { name: "old-pods-gone", done: false },
        { done: false },
        { done: false },
      ],
    });
  });

  test("waits for old pods to go", () => {
    const going = follow(run, see({ pods: [...three, pod("x", "1.2.0")] }), after(5));
    expect(going).toMatchObject({ phase: "following", sentence: "All pods run 1.1.0. 1 old pod is leaving." });
  });

  test("does not wait for old pods that are on their way out, where several may run", () => {
    const pods = [...three, pod("x", "1.2.0", { terminating: true })];
    expect(follow(run, see({ pods }), after(5))).toMatchObject({ phase: "recovered" });
  });

  test.each([
    ["one that runs once", { desired: 1 }],
    ["one that is recreated", { strategy: "Recreate" }],
  ])("waits for the last old pod to be gone for %s: two live copies are an outage of their own", (_, more) => {
    const pods = [...("desired" in more ? [pod("a", "1.1.0")] : three), pod("x", "1.2.0", { terminating: true })];
    expect(follow(run, see({ workload: workload(more), pods }), after(5))).toMatchObject({ kind: "going-on" });
  });

  test("is not fooled by a bot that counts as available on its old pods", () => {
    const pods = [pod("a", "1.2.0"), pod("b", "1.2.0"), pod("c", "1.2.0")];
    expect(follow(run, see({ pods }), after(5))).toMatchObject({ kind: "going-on", phase: "following" });
  });

  test("says what keeps the target from starting, and goes on until the deadline", () => {
    const pods = [pod("a", "1.1.0", { ready: false, containers: [crashing()] })];
    const short = see({ workload: workload({ available: 0, ready: 0, updated: 1 }), pods });
    expect(follow(run, short, after(5))).toMatchObject({
      kind: "going-on",
      sentence: expect.stringContaining("crashes on start") as string,
    });
    expect(follow(run, short, after(600))).toMatchObject({
      kind: "ended",
      phase: "failed",
      sentence: expect.stringMatching(/^1\.1\.0 did not come up in 10 min\. Pod a crashes on start/) as string,
    });
  });

  test("says why the cluster creates no pods", () => {
    const refused = replicaSet("1.1.0", 3, {
      conditions: [
        {
          type: "ReplicaFailure",
          status: "True",
          reason: "FailedCreate",
          message: "pods is forbidden: exceeded quota: small",
          lastUpdateTime: null,
        },
      ],
    });
    const going = follow(
      run,
      see({ workload: workload({ available: 0, ready: 0, updated: 0 }), revisions: [refused], pods: [] }),
      after(2),
    );
    expect(going).toMatchObject({ sentence: expect.stringContaining("exceeded quota: small") as string });
  });

  test("names a revert and who did it", () => {
    const live = workload({ generation: 3, template: template("1.2.0"), fieldOwners: [owner("argocd-controller")] });
    expect(follow(run, see({ workload: live }), after(4))).toMatchObject({
      phase: "reverted",
      sentence: "argocd-controller put 1.2.0 back 4.0 s after the cluster had accepted 1.1.0.",
    });
  });

  test("names a newer deploy and who brought it", () => {
    const live = workload({ generation: 3, template: template("1.3.0"), fieldOwners: [owner("ci-release")] });
    expect(follow(run, see({ workload: live }), after(4))).toMatchObject({
      phase: "superseded",
      sentence: "ci-release brought 1.3.0 before 1.1.0 had recovered.",
    });
  });

  test("names the person too, where the object says who, and does not call two releases by one name", () => {
    const annotations = { "lastgood.dev/author": "Lee" };
    const another = { ...template("1.1.0", { note: "x" }) };
    const live = workload({ generation: 3, template: another, annotations, fieldOwners: [owner("kubectl-client-side-apply")] });
    expect(follow(run, see({ workload: live }), after(4))).toMatchObject({
      phase: "superseded",
      sentence: "kubectl-client-side-apply brought another release of OmniServe (by Lee) before 1.1.0 had recovered.",
    });
  });

  test("goes on through a restart of the target", () => {
    const restarted = template("1.1.0", { "kubectl.kubernetes.io/restartedAt": "now" });
    const sight = see({
      workload: workload({ generation: 3, template: restarted }),
      revisions: [replicaSet("1.1.0", 4, { uid: "rs-new", template: restarted }), ...sets],
    });
    expect(follow(run, sight, after(4))).toMatchObject({ kind: "going-on" });
  });

  test.each([
    ["deleted", null],
    ["made anew", see({ workload: workload({ uid: "uid-other" }) })],
  ])("ends as superseded when the bot was %s", (_, sight) => {
    expect(follow(run, sight, after(4))).toMatchObject({ kind: "ended", phase: "superseded" });
  });

  test("does not call a bot that is scaled to 0 recovered", () => {
    const none = see({ workload: workload({ desired: 0 }), pods: [] });
    expect(follow(run, none, after(4))).toMatchObject({
      phase: "failed",
      sentence: "1.1.0 is restored, but not running: OmniServe is scaled to 0.",
    });
  });

  test("names the pod that an ordered StatefulSet is stuck on", () => {
    const revision = (version: string, number: number) => replicaSet(version, number, { source: "ControllerRevision" });
    const own = { ownerUid: "uid-omniserve", ownerKind: "StatefulSet" };
    const sight = see({
      workload: workload({
        ref: { namespace: "support", kind: "StatefulSet", name: "omniserve" },
        podManagementPolicy: "OrderedReady",
        updated: 0,
        available: 2,
        ready: 2,
      }),
      revisions: [revision("1.1.0", 3), revision("1.2.0", 2)],
      pods: [
        pod("omniserve-0", "1.1.0", own),
        pod("omniserve-1", "1.1.0", own),
        pod("omniserve-2", "1.2.0", { ...own, ready: false, containers: [crashing()] }),
      ],
    });
    expect(follow(run, sight, after(4))).toMatchObject({
      kind: "going-on",
      sentence: "Pod omniserve-2 still runs 1.2.0 and is stuck: an ordered StatefulSet does not replace it by itself. Delete it.",
      inTheWay: [{ name: "omniserve-2", uid: "uid-omniserve-2", because: "stuck" }],
    });
  });

  test("does not call a degraded target verifying", () => {
    const restarting = pod("c", "1.1.0", { containers: [container({ restarts: 3 })] });
    expect(follow(run, see({ pods: [pod("a", "1.1.0"), pod("b", "1.1.0"), restarting] }), after(5))).toMatchObject({
      kind: "going-on",
      phase: "following",
      heldSince: null,
    });
  });
});

describe("the verification time", () => {
  const environment = { ...run.bot.environment, verifySeconds: 30 };
  const strict: Run = { ...run, bot: { ...run.bot, environment } };

  test("begins when all holds, and is said apart from the time to recover", () => {
    expect(follow(strict, see(), after(31))).toMatchObject({ kind: "going-on", phase: "verifying", heldSince: after(31) });
    const holding = { ...strict, replacedAt: after(31) };
    expect(follow(holding, see(), after(60))).toMatchObject({ kind: "going-on", heldSince: after(31) });
    expect(follow(holding, see(), after(61))).toMatchObject({ phase: "recovered", sentence: "Recovered in 31 s, verified for 30 s." });
  });

  test("begins anew after a break, and says what broke", () => {
    const pods = [pod("a", "1.1.0"), pod("b", "1.1.0"), pod("c", "1.1.0", { ready: false, containers: [crashing()] })];
    const sight = see({ workload: workload({ available: 2, ready: 2 }), pods });
    expect(follow({ ...strict, replacedAt: after(31) }, sight, after(50))).toMatchObject({
      kind: "going-on",
      phase: "following",
      heldSince: null,
      steps: [{ done: false }, { done: false }, { name: "healthy", done: false }, { name: "verified", done: false }],
      remarks: expect.arrayContaining([
        {
          key: `broke ${after(31).toISOString()}`,
          tone: "bad",
          sentence: expect.stringMatching(/^Its health broke after 19 s.*crash/) as string,
        },
      ]) as unknown,
    });
  });

  test("is not cut off by the deadline while all holds, and never comes out negative", () => {
    const late = { ...strict, deadlineAt: after(40), deadlineStep: "verified", replacedAt: after(31) };
    expect(follow(late, see(), after(50))).toMatchObject({ kind: "going-on", phase: "verifying" });
    expect(follow({ ...strict, bot: run.bot, replacedAt: null }, see(), after(-5))).toMatchObject({ sentence: "Recovered in 0.0 s." });
  });

  test("does not begin before terminating pods are gone, where the environment asks for that", () => {
    const patient = { ...run, bot: { ...run.bot, environment: { ...run.bot.environment, waitForTerminating: true } } };
    const leaving = see({ pods: [...three, pod("x", "1.2.0", { terminating: true })] });
    expect(follow(patient, leaving, after(5))).toMatchObject({ kind: "going-on", deadline: { step: "old-pods-gone", at: after(65) } });
  });

  test("does not end a run at 0 of 30 s when one that was up loses all its time to flapping", () => {
    const flapped = { ...strict, deadlineAt: after(660), deadlineStep: "verified" };
    const sight = see({ workload: workload({ available: 2, ready: 2 }), pods: three.slice(1) });
    expect(follow(flapped, sight, after(659))).toMatchObject({ kind: "going-on", deadline: null });
    expect(follow(flapped, sight, after(660))).toMatchObject({ phase: "failed" });
  });
});
