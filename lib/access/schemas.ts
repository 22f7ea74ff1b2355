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
  hash: z.string(),
});
export type AuditEntryJson = z.infer<typeof AuditEntryJson>;

export const ListAuditInput = z.strictObject({
  /** `nextCursor` of the page before. */
  cursor: z
    .string()
    .regex(/^\d{1,18}$/, "Use the nextCursor of the page before.")
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
  botId: z.string().max(64).optional(),
  action: z.string().max(64).optional(),
  /** A person's or token's id or name, or a job. */
  actor: z.string().max(200).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
});
export type ListAuditInput = z.infer<typeof ListAuditInput>;

export const Email = z.string().trim().toLowerCase().max(254).pipe(z.email("Write an e-mail address."));
export const PersonName = z.string().trim().min(1, "Write a name.").max(100);
export const Password = z.string().min(12, "Use at least 12 characters.").max(200, "Use at most 200 characters.");

export const AddUserInput = z.strictObject({ email: Email, name: PersonName, role: z.enum(ROLES), password: Password.optional() });
export type AddUserInput = z.input<typeof AddUserInput>;

export const ResetPasswordInput = z.strictObject({ email: Email, password: Password.optional() });
export type ResetPasswordInput = z.input<typeof ResetPasswordInput>;

export const UserJson = z.strictObject({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  createdAt: z.string(),
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
