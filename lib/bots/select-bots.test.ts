import { describe, expect, test } from "vitest";
import { isBot, matchesSelector } from "./select-bots";

const labels = { app: "omniserve", tier: "bot", "example.com/team": "support", empty: "" };

describe("a label selector", () => {
  test.each([
    ["app=omniserve", true],
    ["app==omniserve", true],
    ["app = omniserve", true],
    ["app=greeter", false],
    ["missing=omniserve", false],
    ["app!=omniserve", false],
    ["app!=greeter", true],
    ["missing!=greeter", true],
    ["empty=", true],
    ["app=", false],
    ["tier", true],
    ["missing", false],
    ["!missing", true],
    ["! missing", true],
    ["!tier", false],
    ["app in (omniserve,greeter)", true],
    ["app in ( greeter , omniserve )", true],
    ["app in(omniserve)", true],
    ["app in (greeter)", false],
    ["missing in (a)", false],
    ["app notin (greeter)", true],
    ["app notin (omniserve)", false],
    ["missing notin (a)", true],
    ["example.com/team=support", true],
    ["tier=bot,app in (omniserve,greeter),!missing", true],
    ["tier=bot,app in (greeter,other),!missing", false],
    ["tier=bot, app=omniserve", true],
    ["", true],
    ["constructor", false],
    ["!constructor", true],
    ["__proto__", false],
    ["toString!=x", true],
  ])("%s is %s", (selector, expected) => {
    expect(matchesSelector(labels, selector)).toBe(expected);
  });
});

describe("an environment's bots", () => {
  const workload = (namespace: string, more: Record<string, string> = {}) => ({
    ref: { namespace, kind: "Deployment" as const, name: "omniserve" },
    labels: { ...labels, ...more },
  });
  const all = { namespaces: ["*"], selector: null };

  test.each(["kube-system", "kube-public", "kube-node-lease", "kube-flannel", "local-path-storage"])(
    "are not in %s when all namespaces are meant",
    (namespace) => {
      expect(isBot(workload(namespace), all)).toBe(false);
      expect(isBot(workload(namespace), { namespaces: [namespace], selector: null })).toBe(true);
    },
  );

  test("are in every other namespace then", () => {
    expect(isBot(workload("support"), all)).toBe(true);
    expect(isBot(workload("my-kube-bots"), all)).toBe(true);
  });

  test("are in the namespaces that it names, with the labels that it names", () => {
    expect(isBot(workload("support"), { namespaces: ["support"], selector: "tier=bot" })).toBe(true);
    expect(isBot(workload("support"), { namespaces: ["support"], selector: "tier=web" })).toBe(false);
    expect(isBot(workload("sales"), { namespaces: ["support"], selector: null })).toBe(false);
  });

  test.each([{ "app.kubernetes.io/part-of": "lastgood" }, { "app.kubernetes.io/name": "lastgood" }])(
    "never are Lastgood itself: %o",
    (ours) => {
      expect(isBot(workload("support", ours), all)).toBe(false);
      expect(isBot(workload("support", ours), { namespaces: ["support"], selector: null })).toBe(false);
    },
  );
});
