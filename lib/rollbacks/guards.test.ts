import { describe, expect, test } from "vitest";
import { records } from "@/lib/bots/testing/records";
import type { ReleaseRecord } from "@/lib/bots/types";
import { guards, type Facts } from "./guards";
import { NOON, crashing, pod, replicaSet, template, workload } from "@/lib/health/testing/sightings";

const record = (history: string): ReleaseRecord => records(history).all[0] as ReleaseRecord;
const live = workload({ template: template("1.2.0") });
const calm: Facts = {
  title: "OmniServe",
  live,
  current: replicaSet("1.2.0", 2),
  pods: [pod("a", "1.1.0")],
  from: record("1.2.0"),
  to: record("1.1.0 good"),
  asked: record("1.1.0 good"),
  choice: "code-and-config",
  config: [],
  recorded: true,
  copies: 0,
  moved: new Set(),
  pinned: 0,
  secrets: { names: [], changed: null },
  target: template("1.1.0"),
  dryRun: { kind: "accepted", workload: live },
  access: [{ verb: "patch", group: "apps", resource: "deployments", namespace: "support", allowed: true, reason: "" }],
  now: new Date(NOON.getTime() + 60_000),
};
const outcomes = (facts: Partial<Facts>) => Object.fromEntries(guards({ ...calm, ...facts }).map(({ name, outcome }) => [name, outcome]));

describe("guards", () => {
  test("are all passed on a calm day", () => {
    expect(outcomes({})).toEqual({ permission: "pass", "dry-run": "pass", proved: "pass", image: "pass" });
  });

  test.each<[string, Partial<Facts>, Record<string, string>]>([
    ["a right is missing", { access: [{ ...calm.access[0]!, allowed: false }] }, { permission: "block" }],
    ["the cluster finds it invalid", { dryRun: { kind: "invalid", message: "no", causes: [] } }, { "dry-run": "block" }],
    ["a webhook refuses", { dryRun: { kind: "refused", status: 500, message: "webhook" } }, { "dry-run": "block" }],
    [
      "a webhook takes part in no dry run",
      { dryRun: { kind: "refused", status: 400, message: 'admission webhook "guard" does not support dry run' } },
      { "dry-run": "unknown" },
    ],
    ["a quota refuses", { dryRun: { kind: "forbidden", message: "quota" } }, { "dry-run": "block" }],
    ["the dry run gets no answer", { dryRun: { kind: "no-answer", sentence: "?" } }, { "dry-run": "unknown" }],
    ["it is paused", { live: workload({ paused: true }) }, { paused: "block" }],
    ["nobody watched the target", { to: record("1.1.0 imported"), asked: record("1.1.0 imported") }, { proved: "warn" }],
    ["the target never worked", { to: record("1.1.0 unproved"), asked: record("1.1.0 unproved") }, { proved: "warn" }],
    ["the target worked for a short while", { to: record("1.1.0 available"), asked: record("1.1.0 available") }, { proved: "note" }],
    ["somebody marked it bad", { to: record("1.1.0 good bad"), asked: record("1.1.0 good bad") }, { "marked-bad": "warn" }],
    ["a rollback left it", { to: record("1.1.0 good left"), asked: record("1.1.0 good left") }, { "rolled-back-from": "warn" }],
    ["its image runs nowhere", { pods: [] }, { image: "note" }],
    ["Argo CD syncs it", { live: workload({ annotations: { "argocd.argoproj.io/tracking-id": "x" } }) }, { gitops: "note" }],
    ["Flux syncs it", { live: workload({ labels: { "kustomize.toolkit.fluxcd.io/name": "x" } }) }, { gitops: "note" }],
    ["Helm owns it", { live: workload({ annotations: { "meta.helm.sh/release-name": "x" } }) }, { helm: "note" }],
    ["its tag moves", { target: { spec: { containers: [{ name: "bot", image: "omniserve:latest" }] } } }, { "mutable-tag": "note" }],
    ["nothing would run", { live: workload({ desired: 0 }) }, { "scaled-to-zero": "note" }],
    ["pods are replaced by hand", { live: workload({ strategy: "OnDelete" }) }, { "on-delete": "note" }],
  ])("say so when %s", (_, facts, expected) => {
    expect(outcomes(facts)).toMatchObject(expected);
  });

  test("name the pod that an ordered StatefulSet will be stuck on", () => {
    const stuck = pod("omniserve-2", "1.2.0", { ready: false, containers: [crashing()] });
    const found = guards({ ...calm, live: workload({ podManagementPolicy: "OrderedReady" }), pods: [stuck] });
    expect(found.find(({ name }) => name === "ordered")?.sentence).toContain("omniserve-2");
  });

  test("a missing right is said with the rule to grant", () => {
    const [permission] = guards({ ...calm, access: [{ ...calm.access[0]!, allowed: false }] });
    expect(permission?.sentence).toContain("patch deployments.apps in namespace support");
  });
});
