import { expect, test } from "vitest";
import { namespaceWords, policyWords, policyYaml, yamlDuration, type Policy } from "./policy-words";

const POLICY: Policy = {
  name: "production",
  namespaces: ["support", "commerce"],
  soakSeconds: 600,
  verifySeconds: 30,
  holdSeconds: 86_400,
  waitForTerminating: false,
  alwaysTypeName: false,
  offlineRollback: null,
};

test.each([
  [0, "0s"],
  [30, "30s"],
  [90, "90s"],
  [600, "10m"],
  [5_400, "90m"],
  [7_200, "2h"],
  [86_400, "1d"],
  [90_000, "25h"],
])("%i s is written %s", (seconds, text) => {
  expect(yamlDuration(seconds)).toBe(text);
});

test("every rule has a sentence and what it means; the one that cannot be told is left out", () => {
  const rules = policyWords(POLICY);
  expect(rules.map(({ key }) => key)).toEqual(["soak", "alwaysTypeName", "verify", "waitForTerminating", "hold"]);
  for (const { says, means } of rules)
    expect([says, means]).toEqual([expect.stringMatching(/^[A-Z].*\.$/), expect.stringMatching(/^[A-Z].*\.$/)]);
  expect(policyWords({ ...POLICY, offlineRollback: false }).at(-1)?.says).toContain("their own rights");
});

test("all namespaces are said in words", () => {
  expect(namespaceWords(["*"])).toBe("all but the system’s own");
  expect(policyYaml({ ...POLICY, namespaces: ["*"] })).toContain('namespaces: "*"');
});
