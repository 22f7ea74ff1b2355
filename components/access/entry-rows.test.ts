import { expect, test } from "vitest";
import { entryRows } from "./entry-rows";

test.each([
  [null, null, []],
  [{ role: "operator" }, { role: "lead" }, ["role: operator > lead"]],
  [null, { expiresAt: null, scope: "read" }, ["expires at: - > nothing", "scope: - > read"]],
  [["support"], ["support", "sales"], ["value: support > support, sales"]],
  [{ hold: { until: "x" } }, { hold: { until: "y" }, bad: true }, ["hold · until: x > y", "bad: - > yes"]],
  [undefined, { pods: [{ name: "a" }, { name: "b" }] }, ["pods · 1 · name: - > a", "pods · 2 · name: - > b"]],
  [{ namespaces: [] }, "x", ["namespaces: none > -", "value: - > x"]],
])("%j to %j", (before, after, rows) => {
  expect(entryRows(before, after).map((row) => `${row.label}: ${row.before ?? "-"} > ${row.after ?? "-"}`)).toEqual(rows);
});

test("a long value is cut, and says by how much", () => {
  expect(entryRows(null, "x".repeat(2_010))[0]?.after).toMatch(/x… \(10 more characters\)$/);
});
