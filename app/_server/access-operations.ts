import { z } from "zod";
import {
  AddUserInput,
  AuditEntryJson,
  AuditPiece,
  ExportAuditInput,
  NewTokenInput,
  ReadAuditInput,
  RoleInput,
  TokenJson,
  UserJson,
  VerifyAuditInput,
} from "@/lib/access/schemas";
import { ById, type Operation } from "./operation";

const ON_A_USER = { method: "POST", permission: "manage-users", params: ById } as const;
const USER_NOW = { 200: { description: "The user as they are now. All their sessions have ended.", schema: UserJson } } as const;
/** Shown to the admin once and kept by nobody. */
const Generated = z.string().nullable();

/** What `/api/v1` can do about people, tokens, and the record of what they did. */
export const accessOperations = {
  readAuditEntry: {
    method: "GET",
    path: "/api/v1/audit/{seq}",
    summary: "One entry of the audit log, by its number.",
    permission: "read-audit",
    params: ReadAuditInput,
    answers: { 200: { description: "The entry.", schema: AuditEntryJson } },
    problems: ["not-found"],
  },
  exportAudit: {
    method: "GET",
    path: "/api/v1/audit/export",
    summary: "The entries that a filter asks for as a file, the newest 100,000 of them. The export itself is on the record.",
    permission: "read-audit",
    query: ExportAuditInput,
    answers: { 200: { description: "A file: CSV, or `{items}` as JSON.", schema: z.string(), mediaType: "text/csv" } },
    problems: [],
  },
  verifyAudit: {
    method: "GET",
    path: "/api/v1/audit/verification",
    summary:
      "Recomputes the chain of the audit log for the next 2,000 entries; go on with the `seq` and `hash` of the answer until `seq` is `lastSeq`.",
    permission: "read-audit",
    query: VerifyAuditInput,
    answers: { 200: { description: "How far it is unbroken, or where it breaks.", schema: AuditPiece } },
    problems: [],
  },
  listUsers: {
    method: "GET",
    path: "/api/v1/users",
    summary: "Everybody who has an account, by e-mail address; disabled people too.",
    permission: "manage-users",
    answers: { 200: { description: "All of them.", schema: z.strictObject({ items: z.array(UserJson) }) } },
    problems: [],
  },
  addUser: {
    method: "POST",
    path: "/api/v1/users",
    summary: "Adds a person who signs in with a password. Without one, one is generated and given back once.",
    permission: "manage-users",
    body: AddUserInput,
    answers: { 201: { description: "The user.", schema: z.strictObject({ user: UserJson, generatedPassword: Generated }) } },
    problems: ["conflict"],
  },
  changeRole: {
    ...ON_A_USER,
    path: "/api/v1/users/{id}/role",
    summary: "Gives a user another role and ends their sessions. Not oneself, and not the last admin.",
    body: RoleInput,
    answers: USER_NOW,
    problems: ["not-found", "conflict"],
  },
  disableUser: {
    ...ON_A_USER,
    path: "/api/v1/users/{id}/disable",
    summary: "Ends all sessions of a user and lets no new one begin. Not oneself, and not the last admin.",
    answers: USER_NOW,
    problems: ["not-found", "conflict"],
  },
  enableUser: {
    ...ON_A_USER,
    path: "/api/v1/users/{id}/enable",
    summary: "Lets a disabled user sign in again.",
    answers: USER_NOW,
    problems: ["not-found"],
  },
  resetPassword: {
    ...ON_A_USER,
    path: "/api/v1/users/{id}/reset-password",
    summary: "Generates a new password, given back once, and ends all sessions of the user.",
    answers: { 200: { description: "The password.", schema: z.strictObject({ generatedPassword: Generated }) } },
    problems: ["not-found"],
  },
  listTokens: {
    method: "GET",
    path: "/api/v1/tokens",
    summary: "Every API token, newest first; expired and revoked ones too.",
    permission: "manage-tokens",
    answers: { 200: { description: "All of them, without secrets.", schema: z.strictObject({ items: z.array(TokenJson) }) } },
    problems: [],
  },
  createToken: {
    method: "POST",
    path: "/api/v1/tokens",
    summary: "Makes an API token. Its secret is given back once; only a hash of it is kept.",
    permission: "manage-tokens",
    body: NewTokenInput,
    answers: { 201: { description: "The token, and its secret.", schema: z.strictObject({ token: TokenJson, secret: z.string() }) } },
    problems: [],
  },
  revokeToken: {
    method: "POST",
    path: "/api/v1/tokens/{id}/revoke",
    summary: "Ends a token at once. Revoking it again changes nothing.",
    permission: "manage-tokens",
    params: ById,
    answers: { 200: { description: "The token, revoked.", schema: TokenJson } },
    problems: ["not-found"],
  },
} as const satisfies Record<string, Operation>;
