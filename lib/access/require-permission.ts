import { AppError } from "@/lib/platform/app-error";
import { ROLES, type Actor, type Permission, type Role, type TokenScope } from "./types";

const BY_ROLE: Record<Role, readonly Permission[]> = {
  viewer: ["read"],
  operator: ["read", "rollback", "mark-bad", "write-support-note", "read-audit", "read-insights"],
  lead: ["read", "rollback", "mark-bad", "write-support-note", "reveal", "read-audit", "read-insights"],
  admin: [
    "read",
    "rollback",
    "mark-bad",
    "write-support-note",
    "reveal",
    "read-audit",
    "read-insights",
    "choose-namespaces",
    "manage-public-links",
    "manage-users",
    "manage-tokens",
  ],
};

const BY_SCOPE: Record<TokenScope, readonly Permission[]> = {
  record: [],
  read: ["read", "read-audit", "read-insights"],
  operate: ["read", "rollback", "mark-bad", "write-support-note"],
};

const DEEDS: Record<Permission, string> = {
  read: "Reading",
  rollback: "Rolling back",
  "mark-bad": "Marking a release",
  "write-support-note": "Writing a support note",
  reveal: "Seeing a hidden value",
  "read-audit": "Reading the audit log",
  "read-insights": "Reading insights",
  "choose-namespaces": "Choosing namespaces",
  "manage-public-links": "Managing public links",
  "manage-users": "Managing people",
  "manage-tokens": "Managing tokens",
};

/** Whether this actor may do it; for pages that show or hide a button. Verbs use `requirePermission`. */
export function may(actor: Actor, permission: Permission): boolean {
  switch (actor.kind) {
    case "user":
      return BY_ROLE[actor.role].includes(permission);
    case "token":
      return BY_SCOPE[actor.scope].includes(permission);
    case "system":
      return true;
    case "alert":
      return false;
  }
}

/**
 * First line of every verb.
 *
 * @throws AppError `forbidden`, saying who can
 */
export function requirePermission(ctx: { actor: Actor }, permission: Permission): void {
  if (may(ctx.actor, permission)) return;
  throw new AppError("forbidden", `${DEEDS[permission]} needs ${whoCan(ctx.actor, permission)} Nothing was changed.`, {
    detail: { permission },
  });
}

function whoCan(actor: Actor, permission: Permission): string {
  if (actor.kind === "token") {
    const scopes = (Object.keys(BY_SCOPE) as TokenScope[]).filter((scope) => BY_SCOPE[scope].includes(permission));
    const needed = scopes.length > 0 ? `a token with the scope ${eitherOf(scopes)}` : "a person, not a token";
    return `${needed}; this token has the scope ${actor.scope}.`;
  }
  const roles = `the role ${eitherOf(ROLES.filter((role) => BY_ROLE[role].includes(permission)))}`;
  return actor.kind === "user" ? `${roles}; yours is ${actor.role}. Ask someone who has it.` : `${roles}.`;
}

function eitherOf(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
