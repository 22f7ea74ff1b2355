import { expect, test } from "vitest";
import { auditAsk, auditPath, auditQuery } from "./audit-ask";

test.each([
  ["", {}, "/audit"],
  ["actor=Kim&action=rollback", { actor: "Kim", action: "rollback" }, "/audit?actor=Kim&action=rollback"],
  ["from=2026-11-21&to=2026-11-22", { from: "2026-11-21", to: "2026-11-22" }, "/audit?from=2026-11-21&to=2026-11-22"],
  ["from=yesterday&to=2026-13-41&entry=4&x=y&actor=+", {}, "/audit"],
  [`actor=${"a".repeat(65)}`, {}, "/audit"],
  ["actor=A%26B", { actor: "A&B" }, "/audit?actor=A%26B"],
])("%s", (query, ask, path) => {
  expect(auditAsk(new URLSearchParams(query))).toEqual(ask);
  expect(auditPath(ask)).toBe(path);
});

test("an entry is part of the address", () => {
  expect(auditPath({ actor: "Kim" }, "42")).toBe("/audit?actor=Kim&entry=42");
});

test("days are those of the reader, and both count", () => {
  const query = auditQuery({ actor: "token ci", from: "2026-11-30", to: "2026-11-30" });
  expect(Object.fromEntries(query)).toEqual({
    actor: "ci",
    from: new Date(2026, 10, 30).toISOString(),
    to: new Date(2026, 11, 1).toISOString(),
  });
});
