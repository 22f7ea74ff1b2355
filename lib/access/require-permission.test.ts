import { describe, expect, test } from "vitest";
import { AppError } from "@/lib/platform/app-error";
import { may, requirePermission } from "./require-permission";
import { ROLES, TOKEN_SCOPES, type Actor, type Permission } from "./types";

const COLUMNS: Permission[] = [
  "read",
  "read-audit",
  "read-insights",
  "rollback",
  "mark-bad",
  "write-support-note",
  "reveal",
  "choose-namespaces",
  "manage-public-links",
  "manage-users",
  "manage-tokens",
];

const TABLE: [string, Actor, string][] = [
  ["viewer", person("viewer"), "x----------"],
  ["operator", person("operator"), "xxxxxx-----"],
  ["lead", person("lead"), "xxxxxxx----"],
  ["admin", person("admin"), "xxxxxxxxxxx"],
  ["record token", token("record"), "-----------"],
  ["read token", token("read"), "xxx--------"],
  ["operate token", token("operate"), "x--xxx-----"],
  ["job", { kind: "system", job: "worker" }, "xxxxxxxxxxx"],
  ["alert", { kind: "alert", name: "HighErrorRate" }, "-----------"],
];

describe("who may do what", () => {
  test.each(TABLE.flatMap(([who, actor, row]) => COLUMNS.map((permission, i) => ({ who, actor, permission, allowed: row[i] === "x" }))))(
    "$who, $permission: $allowed",
    ({ actor, permission, allowed }) => {
      expect(may(actor, permission)).toBe(allowed);
      if (allowed) expect(() => requirePermission({ actor }, permission)).not.toThrow();
      else expect(() => requirePermission({ actor }, permission)).toThrow(AppError);
    },
  );

  test("the table has a row for every role and scope", () => {
    const rows = TABLE.map(([, actor]) => (actor.kind === "user" ? actor.role : actor.kind === "token" ? actor.scope : ""));
    expect(rows).toEqual(expect.arrayContaining([...ROLES, ...TOKEN_SCOPES]));
  });
});

describe("a refusal says who can", () => {
  test.each([
    [
      person("viewer"),
      "rollback",
      "Rolling back needs the role operator, lead or admin; yours is viewer. Ask someone who has it. Nothing was changed.",
    ],
    [token("read"), "rollback", "Rolling back needs a token with the scope operate; this token has the scope read. Nothing was changed."],
    [
      person("operator"),
      "reveal",
      "Seeing a hidden value needs the role lead or admin; yours is operator. Ask someone who has it. Nothing was changed.",
    ],
    [
      token("operate"),
      "manage-users",
      "Managing people needs a person, not a token; this token has the scope operate. Nothing was changed.",
    ],
  ] as const)("%o, %s", (actor, permission, sentence) => {
    expect(() => requirePermission({ actor }, permission)).toThrow(
      expect.objectContaining({ code: "forbidden", publicMessage: sentence, detail: { permission } }),
    );
  });
});

function person(role: (typeof ROLES)[number]): Actor {
  return { kind: "user", id: "usr_1", name: "Kim", role };
}

function token(scope: (typeof TOKEN_SCOPES)[number]): Actor {
  return { kind: "token", id: "tok_1", name: "ci", scope };
}
