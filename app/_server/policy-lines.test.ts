import { expect, test } from "vitest";
import { policyYaml } from "@/components/settings/policy-words";
import { parseConfigFile } from "@/lib/platform/config-file";

test("the file takes the lines that the policy page shows, and means by them what the page says", () => {
  const policy = {
    name: "production",
    namespaces: ["support", "commerce"],
    soakSeconds: 600,
    verifySeconds: 0,
    holdSeconds: 90_000,
    waitForTerminating: true,
    alwaysTypeName: true,
  };
  const lines = policyYaml({ ...policy, offlineRollback: true }).split("\n");
  const text = ["environments:", ...lines.map((line) => `  ${line}`)].join("\n");
  const defaults = { soakSeconds: 1, verifySeconds: 1, teamLabel: null };
  expect(parseConfigFile(text, "lastgood.yaml", defaults)).toMatchObject([policy]);
});
