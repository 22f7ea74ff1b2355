import { z } from "zod";
import { InsightsInput, InsightsJson } from "@/lib/rollbacks/insights/schemas";
import type { Operation } from "./operation";

/** What `/api/v1` tells a lead of how rollbacks went. */
export const insightsOperations = {
  readInsights: {
    method: "GET",
    path: "/api/v1/insights",
    summary:
      "Rollbacks of a period, how long they took from the first bad signal, the five-minute rule and how many deploys failed; in all, by week, bot and team.",
    permission: "read-insights",
    query: InsightsInput,
    answers: { 200: { description: "The figures, and the newest rollbacks behind them.", schema: InsightsJson } },
    problems: [],
  },
  exportInsightRuns: {
    method: "GET",
    path: "/api/v1/insights/rollbacks.csv",
    summary: "The rollbacks behind the figures, one a line, with the times of each.",
    permission: "read-insights",
    query: InsightsInput,
    answers: { 200: { description: "CSV (RFC 4180), UTF-8, with a header.", schema: z.string(), mediaType: "text/csv; charset=utf-8" } },
    problems: [],
  },
} as const satisfies Record<string, Operation>;
