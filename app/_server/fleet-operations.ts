import { z } from "zod";
import { StripJson } from "@/lib/bots/schemas";
import type { Operation } from "./operation";

const MOST_BOTS = 100;
/** Ids with commas between them, as one value of a query. */
const BotIds = z
  .string()
  .regex(new RegExp(`^[^,]{1,64}(,[^,]{1,64}){0,${MOST_BOTS - 1}}$`), `takes 1 to ${MOST_BOTS} ids with commas between them`);

/** What `/api/v1` says of many bots at once. */
export const fleetOperations = {
  listStrips: {
    method: "GET",
    path: "/api/v1/strips",
    summary: "How bots were, day by day: of those in `botIds` (up to 100, with commas between them), or of an `environment`.",
    permission: "read",
    query: z.strictObject({
      botIds: BotIds.optional(),
      environment: z.string().min(1).max(63).optional(),
      days: z.coerce.number().int().min(1).max(90).optional(),
    }),
    answers: { 200: { description: "One strip for each bot.", schema: z.strictObject({ items: z.array(StripJson) }) } },
    problems: [],
  },
} as const satisfies Record<string, Operation>;
