import type { InsightsInput } from "@/lib/rollbacks/insights/schemas";

const ORDER = ["period", "from", "to", "environment", "team", "botId"] as const;

/** What is asked for as the query of an address; the same for the page, the API and the file. Empty for what nobody chose. */
export function insightsSearch(input: InsightsInput): string {
  const query = new URLSearchParams();
  for (const key of ORDER) if (input[key] !== undefined) query.set(key, input[key]);
  return query.size === 0 ? "" : `?${query}`;
}

/** Another period with the same filters. */
export function withPeriod(input: InsightsInput, period: Pick<InsightsInput, "period" | "from" | "to">): InsightsInput {
  const { environment, team, botId } = input;
  return { ...period, environment, team, botId };
}
