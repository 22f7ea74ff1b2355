import { z } from "zod";
import { ExpectedTime } from "@/lib/bots/fleet-schemas";
import { ReleaseJson } from "@/lib/bots/schemas";
import { Choice, Guard } from "./schemas";

/** Whether a bot could go back this moment; `none`: there is nothing that would be proposed, and why. */
export const Readiness = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("target"),
    to: ReleaseJson,
    choice: Choice,
    /** false: a guard stops it. */
    mayGo: z.boolean(),
    guards: z.array(Guard),
    /** null: nothing tells yet. */
    expected: ExpectedTime.nullable(),
    checkedAt: z.string(),
  }),
  z.strictObject({ kind: z.literal("none"), because: z.string(), checkedAt: z.string() }),
]);
export type Readiness = z.infer<typeof Readiness>;
