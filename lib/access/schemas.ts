import { z } from "zod";
import { ROLES, TOKEN_SCOPES } from "./types";

export const AuditEntryJson = z.strictObject({
  seq: z.string(),
  at: z.string(),
  /** In words: "Kim", "token ci", "the worker". */
  actor: z.string(),
  action: z.string(),
  botId: z.string().nullable(),
  subject: z.string(),
  before: z.unknown().nullable(),
  after: z.unknown().nullable(),
  reason: z.string().nullable(),
  requestId: z.string(),
  /** The `hash` of the entry before it. */
  prevHash: z.string(),
  hash: z.string(),
});
export type AuditEntryJson = z.infer<typeof AuditEntryJson>;

const AUDIT_FILTER = {
  botId: z.string().max(64).optional(),
  /** Such as `rollback.confirm`, or what stands before the dot for all of them. */
  action: z.string().max(64).optional(),
  /** A person's or token's id or name, or a job. */
  actor: z.string().max(200).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
};
export const AuditFilter = z.strictObject(AUDIT_FILTER);
export type AuditFilter = z.infer<typeof AuditFilter>;

const Seq = z.string().regex(/^\d{1,18}$/, "Use the number of an entry.");
export const ReadAuditInput = z.strictObject({ seq: Seq });

export const AUDIT_FORMATS = ["csv", "json"] as const;
export const ExportAuditInput = z.strictObject({ ...AUDIT_FILTER, format: z.enum(AUDIT_FORMATS) });
export type ExportAuditInput = z.infer<typeof ExportAuditInput>;

export const VerifyAuditInput = z.strictObject({
  /** Where the piece before ended: its `seq` and `hash`. Without them it is the first piece. */
  after: Seq.optional(),
  hash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});
export type VerifyAuditInput = z.infer<typeof VerifyAuditInput>;

export const AuditPiece = z.discriminatedUnion("kind", [
  /** Everything up to `seq` follows from the entry before it; the log ended at `lastSeq`. */
  z.strictObject({ kind: z.literal("unbroken"), seq: z.string(), hash: z.string(), lastSeq: z.string() }),
  /** The first entry that does not follow from the one before it, and why, as a sentence. */
  z.strictObject({ kind: z.literal("broken"), seq: z.string(), sentence: z.string() }),
]);
export type AuditPiece = z.infer<typeof AuditPiece>;

export const ListAuditInput = z.strictObject({
  /** `nextCursor` of the page before. */
  cursor: z
    .string()
    .regex(/^\d{1,18}$/, "Use the nextCursor of the page before.")
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
  ...AUDIT_FILTER,
});
export type ListAuditInput = z.infer<typeof ListAuditInput>;

export const Email = z.string().trim().toLowerCase().max(254).pipe(z.email("Write an e-mail address."));
export const PersonName = z.string().trim().min(1, "Write a name.").max(100);
export const Password = z.string().min(12, "Use at least 12 characters.").max(200, "Use at most 200 characters.");

export const AddUserInput = z.strictObject({ email: Email, name: PersonName, role: z.enum(ROLES), password: Password.optional() });
export type AddUserInput = z.input<typeof AddUserInput>;

/** One person, by either of what they are known by. */
export const WhichUser = z.union([z.strictObject({ id: z.string().max(64) }), z.strictObject({ email: Email })]);
export type WhichUser = z.input<typeof WhichUser>;

export const RoleInput = z.strictObject({ role: z.enum(ROLES) });
export type RoleInput = z.infer<typeof RoleInput>;

export const UserJson = z.strictObject({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  createdAt: z.string(),
  /** Known since it is kept; null for who did not sign in since. */
  lastSignedInAt: z.string().nullable(),
  disabledAt: z.string().nullable(),
});
export type UserJson = z.infer<typeof UserJson>;

export const SignInInput = z.strictObject({ email: z.string().max(254), password: z.string().max(200), ip: z.string().max(64) });
export type SignInInput = z.infer<typeof SignInInput>;

export const SetupInput = z.strictObject({ secret: z.string().min(1).max(100), email: Email, name: PersonName, password: Password });
export type SetupInput = z.input<typeof SetupInput>;

export const CreateTokenInput = z.strictObject({
  name: z.string().trim().min(1, "Name the token after what uses it.").max(100),
  scope: z.enum(TOKEN_SCOPES),
  expiresAt: z.date().nullable(),
});
export type CreateTokenInput = z.infer<typeof CreateTokenInput>;

/** The same over HTTP; null: it never expires. */
export const NewTokenInput = CreateTokenInput.extend({ expiresAt: z.iso.datetime({ offset: true }).nullable() });

export const TokenJson = z.strictObject({
  id: z.string(),
  name: z.string(),
  scope: z.enum(TOKEN_SCOPES),
  createdBy: z.string(),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
});
export type TokenJson = z.infer<typeof TokenJson>;
