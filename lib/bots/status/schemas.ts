import { z } from "zod";
import { BotRef, SupportNoteJson, Verdict } from "../schemas";

/** What the status page says of bots, as facts that words are made of. The public answer has schemas of its own: what is not in them cannot leave. */

const MOST_LETTERS = 500;

export const WriteSupportNoteInput = z.strictObject({
  /** null removes it. */
  text: z.string().trim().min(1, "Write the note, or remove it.").max(MOST_LETTERS, `Use at most ${MOST_LETTERS} letters.`).nullable(),
  /** Not shown from then on. */
  until: z.iso.datetime({ offset: true }).nullable().optional(),
  /** `at` of the note that its writer saw; null: there was none. */
  former: z.string().max(40).nullable(),
});
export type WriteSupportNoteInput = z.infer<typeof WriteSupportNoteInput>;

const StatusEnvironment = z.strictObject({
  title: z.string(),
  /** false: nobody looks, or the cluster is not heard, so what is said of its bots is from `checkedAt`. */
  seen: z.boolean(),
  checkedAt: z.string().nullable(),
});

const PublicRollback = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("running"), at: z.string(), toVersion: z.string(), undoes: z.boolean() }),
  /** What is live was brought by it, lately. */
  z.strictObject({ kind: z.literal("brought"), at: z.string(), undoes: z.boolean() }),
  /** It ended without having recovered, lately, and nothing else was brought since. */
  z.strictObject({ kind: z.literal("unsuccessful"), at: z.string(), toVersion: z.string() }),
]);

const StatusRollback = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("running"), at: z.string(), toVersion: z.string(), undoes: z.boolean(), by: z.string() }),
  z.strictObject({ kind: z.literal("brought"), at: z.string(), undoes: z.boolean(), reason: z.string().nullable() }),
  z.strictObject({ kind: z.literal("unsuccessful"), at: z.string(), toVersion: z.string() }),
]);

const SAID = {
  verdict: Verdict,
  verdictSince: z.string(),
  /** Nothing of it is to run. */
  switchedOff: z.boolean(),
  live: z.strictObject({ version: z.string(), since: z.string() }).nullable(),
  /** Since when a version is live again that had been taken out of use. */
  putBackAt: z.string().nullable(),
};

export const BotStatus = BotRef.extend({ ...SAID, rollback: StatusRollback.nullable(), supportNote: SupportNoteJson.nullable() });
export type BotStatus = z.infer<typeof BotStatus>;

export const StatusJson = z.strictObject({
  environments: z.array(StatusEnvironment.extend({ name: z.string() })),
  items: z.array(BotStatus),
});
export type StatusJson = z.infer<typeof StatusJson>;

export const PublicBotStatus = z.strictObject({
  title: z.string(),
  ...SAID,
  rollback: PublicRollback.nullable(),
  supportNote: z.string().nullable(),
});
export type PublicBotStatus = z.infer<typeof PublicBotStatus>;

export const PublicStatus = z.strictObject({ environment: StatusEnvironment, items: z.array(PublicBotStatus) });
export type PublicStatus = z.infer<typeof PublicStatus>;

export const CreatePublicLinkInput = z.strictObject({ environment: z.string().min(1).max(253) });
export type CreatePublicLinkInput = z.infer<typeof CreatePublicLinkInput>;

export const PublicLinkJson = z.strictObject({
  id: z.string(),
  environment: z.string(),
  createdBy: z.string(),
  createdAt: z.string(),
  revokedBy: z.string().nullable(),
  revokedAt: z.string().nullable(),
});
export type PublicLinkJson = z.infer<typeof PublicLinkJson>;

/** `path` holds the secret, and is given this once. */
export const CreatedPublicLink = z.strictObject({ link: PublicLinkJson, path: z.string() });
export type CreatedPublicLink = z.infer<typeof CreatedPublicLink>;
