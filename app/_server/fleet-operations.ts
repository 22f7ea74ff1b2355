import { z } from "zod";
import { FleetCounts, FleetLine } from "@/lib/bots/fleet-schemas";
import { StripJson } from "@/lib/bots/schemas";
import type { Operation } from "./operation";

const MOST_BOTS = 100;
/** Ids with commas between them, as one value of a query. */
const BotIds = z
  .string()
  .regex(new RegExp(`^[^,]{1,64}(,[^,]{1,64}){0,${MOST_BOTS - 1}}$`), `takes 1 to ${MOST_BOTS} ids with commas between them`);

/** What `/api/v1` says of many bots at once. */
export const fleetOperations = {
  readFleet: {
    method: "GET",
    path: "/api/v1/fleet",
    summary:
      "The fleet as one looks over it: a short line for each bot, all in one answer; or only the lines of `botIds` (up to 100, with commas between them).",
    permission: "read",
    query: z.strictObject({ botIds: BotIds.optional() }),
    answers: {
      200: { description: "A line for each bot, by environment and name.", schema: z.strictObject({ items: z.array(FleetLine) }) },
    },
    problems: [],
  },
  countFleet: {
    method: "GET",
    path: "/api/v1/fleet/counts",
    summary: "How many bots are in their clusters, by how they are.",
    permission: "read",
    answers: { 200: { description: "The counts.", schema: FleetCounts } },
    problems: [],
  },
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
