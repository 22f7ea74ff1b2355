import { describe, expect, test } from "vitest";
import { records } from "@/lib/bots/testing/records";
import type { ReleaseRecord } from "@/lib/bots/types";
import { guards, type Facts } from "./guards";
import type { TriedCopy } from "./try-copies";
import { NOON, crashing, pod, replicaSet, template, workload } from "@/lib/health/testing/sightings";

const record = (history: string): ReleaseRecord => records(history).all[0] as ReleaseRecord;
const live = workload({ template: template("1.2.0") });
const calm: Facts = {
  title: "OmniServe",
  live,
  current: replicaSet("1.2.0", 2),
  coming: replicaSet("1.1.0", 1),
  pods: [pod("a", "1.1.0")],
  from: record("1.2.0"),
  to: record("1.1.0 good"),
  asked: record("1.1.0 good"),
  undoes: false,
  resumes: false,
  gone: [],
  choice: "code-and-config",
  config: [],
  recorded: true,
  copies: [],
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
    ["it is paused, and is to be resumed", { live: workload({ paused: true }), resumes: true }, { paused: "note" }],
    ["nobody watched the target", { to: record("1.1.0 imported"), asked: record("1.1.0 imported") }, { proved: "warn" }],
    ["the target never worked", { to: record("1.1.0 unproved"), asked: record("1.1.0 unproved") }, { proved: "warn" }],
    ["the target worked for a short while", { to: record("1.1.0 available"), asked: record("1.1.0 available") }, { proved: "note" }],
    ["somebody marked it bad", { to: record("1.1.0 good bad"), asked: record("1.1.0 good bad") }, { quarantine: "warn" }],
    ["a rollback left it", { to: record("1.1.0 good left"), asked: record("1.1.0 good left") }, { quarantine: "warn" }],
    [
      "somebody went back from it by other means",
      { to: record("1.1.0 good undone"), asked: record("1.1.0 good undone") },
      { "went-back-from": "warn" },
    ],
    ["a Secret that it needs is gone", { gone: [{ kind: "Secret", name: "openai" }] }, { references: "block" }],
    ["its image runs nowhere", { pods: [] }, { image: "note" }],
    ["Argo CD syncs it", { live: workload({ annotations: { "argocd.argoproj.io/tracking-id": "x" } }) }, { gitops: "note" }],
    ["Flux syncs it", { live: workload({ labels: { "kustomize.toolkit.fluxcd.io/name": "x" } }) }, { gitops: "note" }],
    [
      "Helm applies it",
      { live: workload({ fieldOwners: [{ manager: "helm", operation: "Apply", time: null, subresource: null, fields: {} }] }) },
      { helm: "note" },
    ],
    ["Helm owns it", { live: workload({ annotations: { "meta.helm.sh/release-name": "x" } }) }, { helm: "note" }],
    ["its tag moves", { target: { spec: { containers: [{ name: "bot", image: "omniserve:latest" }] } } }, { "mutable-tag": "note" }],
    ["nothing would run", { live: workload({ desired: 0 }) }, { "scaled-to-zero": "note" }],
    ["pods are replaced by hand", { live: workload({ strategy: "OnDelete" }) }, { "on-delete": "note" }],
  ])("say so when %s", (_, facts, expected) => {
    expect(outcomes(facts)).toMatchObject(expected);
  });

  describe("of copies", () => {
    const [words, rules] = ["words", "rules"].map((of) => ({ of, name: `${of}-lg-1`, outcome: { kind: "there" } as const }));
    const refused = (message: string): TriedCopy => ({ ...rules!, outcome: { kind: "refused", message } });
    const quota = refused('configmaps "rules-lg-1" is forbidden: exceeded quota: maps, limited: count/configmaps=1');
    const unanswered: TriedCopy = { ...words!, outcome: { kind: "no-answer", sentence: "The dry run got no answer: cut." } };
    const copying = { ...calm.access[0]!, verb: "create", group: "", resource: "configmaps" };
    const said = (facts: Partial<Facts>) => guards({ ...calm, ...facts }).find(({ name }) => name === "copies");

    test.each<[string, TriedCopy[], string, string]>([
      ["that a quota refuses", [words!, quota], "block", "ConfigMap rules: configmaps"],
      ["that a quota refuses, with a way out", [quota], "block", "limited: count/configmaps=1. Have the quota raised"],
      ["that a webhook refuses", [refused("denied the request: no.")], "block", "request: no. Whoever runs the cluster"],
      ["whose name is taken", [{ ...rules!, outcome: { kind: "taken" } }], "block", "a ConfigMap rules-lg-1 already"],
      ["that nobody can tell of", [unanswered, words!], "unknown", "got no answer: cut."],
      ["that a webhook cannot tell of", [refused("does not support dry run")], "unknown", "takes part in no dry run"],
      ["of which one is refused and one not known", [unanswered, quota], "block", "exceeded quota"],
    ])("say so of one %s", (_, copies, outcome, sentence) => {
      expect(said({ copies })).toMatchObject({ outcome, sentence: expect.stringContaining(sentence) as string });
    });

    test("are silent where they can be made, and where the missing right is said already", () => {
      expect(said({ copies: [words!, rules!] })).toBeUndefined();
      expect(said({ copies: [quota], access: [...calm.access, { ...copying, allowed: true }] })).toBeDefined();
      expect(said({ copies: [quota], access: [...calm.access, { ...copying, allowed: false }] })).toBeUndefined();
    });
  });

  test("name the pods that a partition keeps on what they run", () => {
    const pods = ["omniserve-0", "omniserve-1", "omniserve-2"].map((name) => pod(name, "1.2.0"));
    const found = guards({ ...calm, live: workload({ stayBelow: 2 }), pods }).find(({ name }) => name === "partition");
    expect(found).toEqual({
      name: "partition",
      outcome: "note",
      sentence: "A partition holds the StatefulSet: omniserve-0 and omniserve-1 stay on 1.2.0, the other pod is replaced.",
    });
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
