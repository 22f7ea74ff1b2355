import { expect, test } from "vitest";
import { changeCauseOf } from "./change-cause";

const revision = (text: string) => ({ annotations: { "kubernetes.io/change-cause": text } });

test.each<[string, Parameters<typeof changeCauseOf>, string | null]>([
  ["what was recorded of it", ["code-and-config", { changeCause: "first" }, null], "first"],
  ["what its revision says, before that", ["code", { changeCause: null }, revision("first")], "first"],
  ["nothing where it had none", ["code-and-config", { changeCause: null }, { annotations: {} }], ""],
  ["nothing where it was hidden", ["code-and-config", { changeCause: "with ••••••" }, null], ""],
  ["nothing where it may hold a credential", ["code", { changeCause: null }, revision("use ghp_0123456789abcdefghijABCDEFGHIJ012345")], ""],
  ["nothing where it was cut short", ["code", { changeCause: "long…" }, null], ""],
  ["as it is, where the code stays", ["config", { changeCause: "first" }, revision("first")], null],
])("the change cause comes back as %s", (_, input, expected) => {
  expect(changeCauseOf(...input)).toBe(expected);
});
