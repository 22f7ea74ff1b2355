import { z } from "zod";
import { Email } from "@/lib/access/schemas";
import { PodInTheWay } from "./schemas";

/** What people do to a run and to a hold, beside planning and confirming. */

export const ReasonInput = z.strictObject({ reason: z.string().trim().min(1, "Say why, in a few words.").max(500) });
export type ReasonInput = z.infer<typeof ReasonInput>;

export const DeletePodsInput = z.strictObject({
  pods: z
    .array(PodInTheWay.pick({ name: true, uid: true }))
    .min(1, "Name the pods to delete.")
    .max(100),
});
export type DeletePodsInput = z.infer<typeof DeletePodsInput>;

/** `kept`: pods that were not deleted, each with why, as a sentence. */
export const DeletedPods = z.strictObject({
  deleted: z.array(z.string()),
  kept: z.array(z.strictObject({ name: z.string(), sentence: z.string() })),
});
export type DeletedPods = z.infer<typeof DeletedPods>;

/** From now; at most a week at a time, so that no hold is forgotten. */
export const ExtendHoldInput = z.strictObject({ hours: z.int().min(1).max(168) });
export type ExtendHoldInput = z.infer<typeof ExtendHoldInput>;

export const HandOverInput = z.strictObject({ email: Email });
export type HandOverInput = z.infer<typeof HandOverInput>;
