import { describe, expect, test } from "vitest";
import { isRewritten, whyUncovered } from "./uncovered";

const NOON = new Date("2025-11-21T12:00:00Z");
const minutesAgo = (minutes: number) => new Date(NOON.getTime() - minutes * 60_000);

describe("a map that is part of no release", () => {
  test.each([
    ["cluster", { name: "kube-root-ca.crt" }],
    ["cluster", { name: "openshift-service-ca.crt" }],
    ["cluster", { name: "istio-ca-root-cert", annotations: { "lastgood.dev/config": "ignore" } }],
    ["trust-bundle", { labels: { "trust.cert-manager.io/bundle": "ours" } }],
    ["trust-bundle", { annotations: { "trust.cert-manager.io/hash": "5d" } }],
    ["trust-bundle", { labels: { "trust-manager.io/bundle": "ours" } }],
    ["trust-bundle", { labels: { "inject.trust-manager.io/bundle-name": "ours" } }],
    ["trust-bundle", { labels: { "config.openshift.io/inject-trusted-cabundle": "true" } }],
    ["trust-bundle", { annotations: { "service.beta.openshift.io/inject-cabundle": "true" } }],
    ["opted-out", { annotations: { "lastgood.dev/config": "ignore" } }],
    ["rewritten", { annotations: { "control-plane.alpha.kubernetes.io/leader": "{}" } }],
  ])("is so by %s: %o", (why, parts) => {
    expect(whyUncovered({ name: "omniserve", labels: {}, annotations: {}, ...parts }, false)).toBe(why);
  });

  test.each([
    ["an ordinary one", {}],
    ["one with another choice", { annotations: { "lastgood.dev/config": "keep" } }],
    ["one with the choice as a label", { labels: { "lastgood.dev/config": "ignore" } }],
    ["one that OpenShift is told to leave", { labels: { "config.openshift.io/inject-trusted-cabundle": "false" } }],
    ["one named nearly so", { name: "my-kube-root-ca.crt" }],
    ["one of another tool", { labels: { "my.trust-manager.io/bundle": "ours" } }],
  ])("is not %s", (_, parts) => {
    expect(whyUncovered({ name: "omniserve", labels: {}, annotations: {}, ...parts }, false)).toBeNull();
  });

  test("is one that was seen to be rewritten, unless its owner left it out", () => {
    const map = { name: "omniserve", labels: {}, annotations: {} };
    expect(whyUncovered(map, true)).toBe("rewritten");
    expect(whyUncovered({ ...map, annotations: { "lastgood.dev/config": "ignore" } }, true)).toBe("opted-out");
  });
});

describe("a map is rewritten", () => {
  test.each([
    ["by 13 changes within an hour", Array.from({ length: 13 }, (_, index) => minutesAgo(index * 4)), true],
    ["not by 12", Array.from({ length: 12 }, (_, index) => minutesAgo(index)), false],
    ["not by 13 of which one is an hour old", Array.from({ length: 13 }, (_, index) => minutesAgo(index * 5)), false],
    ["not by none", [], false],
    ["by whatever order", Array.from({ length: 13 }, (_, index) => minutesAgo((index * 7) % 13)), true],
  ])("%s", (_, changes, expected) => {
    expect(isRewritten(changes, NOON)).toBe(expected);
  });
});
