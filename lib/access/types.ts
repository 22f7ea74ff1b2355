/** Who acts. A job, an alert and a token are actors like a person, so that what they do is on the record the same way. */
export type Actor =
  | { kind: "user"; id: string; name: string; role: Role }
  | { kind: "token"; id: string; name: string; scope: TokenScope }
  | { kind: "system"; job: string }
  | { kind: "alert"; name: string };

export const ROLES = ["viewer", "operator", "lead", "admin"] as const;
export type Role = (typeof ROLES)[number];

export const TOKEN_SCOPES = ["record", "read", "operate"] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];

/** Named after what a person does, not after tables. */
export type Permission =
  | "read"
  | "rollback"
  | "mark-bad"
  | "write-support-note"
  | "reveal"
  | "read-audit"
  | "read-insights"
  | "choose-namespaces"
  | "manage-public-links"
  | "manage-users"
  | "manage-tokens";
