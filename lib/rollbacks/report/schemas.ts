import { z } from "zod";
import { ReleaseDiff, RollbackJson, SplitJson } from "../schemas";

/** One version of "what we learned". Every one is kept; the highest counts. */
export const LessonJson = z.strictObject({ version: z.int(), text: z.string(), by: z.string(), at: z.string() });
export type LessonJson = z.infer<typeof LessonJson>;

export const Lessons = z.strictObject({ items: z.array(LessonJson) });

/** `basedOn`: the version that the writer saw, 0 where there was none. Over a newer one nothing is written. */
export const LessonInput = z.strictObject({
  text: z.string().trim().min(1, "Say what was learned, in a few words.").max(10_000),
  basedOn: z.int().min(0).max(100_000),
});
export type LessonInput = z.infer<typeof LessonInput>;

export const ReportEvent = z.strictObject({
  at: z.string(),
  /** `signal`: the first bad one. `after`: what came when the run had ended. */
  kind: z.enum(["deploy", "signal", "click", "step", "end", "after"]),
  tone: z.enum(["plain", "good", "bad"]),
  sentence: z.string(),
});
export type ReportEvent = z.infer<typeof ReportEvent>;

export const FollowUp = z.strictObject({ sentence: z.string(), until: z.string().nullable() });
export type FollowUp = z.infer<typeof FollowUp>;

/** What happened around one rollback, from the deploy to what came after, with everything that can be read out of the records. */
export const IncidentReport = z.strictObject({
  title: z.string(),
  rollback: RollbackJson.pick({
    id: true,
    path: true,
    bot: true,
    from: true,
    to: true,
    phase: true,
    active: true,
    sentence: true,
    afterwards: true,
    reason: true,
    startedBy: true,
    startedAt: true,
    endedAt: true,
    undoes: true,
  }),
  times: SplitJson,
  /** The same in words; `means`: from when to when. */
  spans: z.array(z.strictObject({ name: z.string(), words: z.string(), means: z.string() })),
  timeline: z.array(ReportEvent),
  /** From what was left to what was brought; null where one of them is not kept any more. */
  diff: ReleaseDiff.omit({ raw: true }).nullable(),
  people: z.array(z.strictObject({ name: z.string(), did: z.array(z.string()) })),
  followUps: z.array(FollowUp),
  lesson: LessonJson.nullable(),
});
export type IncidentReport = z.infer<typeof IncidentReport>;
