import type { FleetLine } from "@/lib/bots/fleet-schemas";

/** What of the fleet is shown, as it stands in the page's address; an empty text is no filter. */
export type FleetFilters = { q: string; environment: string; verdict: string; team: string };

export const NO_FILTERS: FleetFilters = { q: "", environment: "", verdict: "", team: "" };

const NAMES = ["q", "environment", "verdict", "team"] as const;

export function filtersOf(query: { get: (name: string) => string | null }): FleetFilters {
  return {
    q: query.get("q") ?? "",
    environment: query.get("environment") ?? "",
    verdict: query.get("verdict") ?? "",
    team: query.get("team") ?? "",
  };
}

/** The address of the fleet with these filters. */
export function fleetAddress(filters: FleetFilters): string {
  const query = new URLSearchParams(NAMES.filter((name) => filters[name] !== "").map((name) => [name, filters[name]]));
  return query.size === 0 ? "/" : `/?${query}`;
}

export function isFiltered(filters: FleetFilters): boolean {
  return NAMES.some((name) => filters[name].trim() !== "");
}

/** Whether a bot is shown: every word that is searched for stands somewhere in its names, place or version. */
export function isShown(bot: FleetLine, { q, environment, verdict, team }: FleetFilters): boolean {
  if (environment !== "" && bot.environment.name !== environment) return false;
  if (verdict !== "" && bot.verdict !== verdict) return false;
  if (team !== "" && bot.team !== team) return false;
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const { title, name, namespace, live } = bot;
  const text = [title, name, namespace, bot.environment.title, bot.team ?? "", live?.version ?? ""].join("\n").toLowerCase();
  return words.every((word) => text.includes(word));
}

/** The filters in words, for a list that is empty because of them: "“omni”, the environment Staging and the verdict failing". */
export function filterWords({ q, environment, verdict, team }: FleetFilters, titles: ReadonlyMap<string, string>): string {
  const words = [
    q.trim() === "" ? "" : `“${q.trim()}”`,
    environment === "" ? "" : `the environment ${titles.get(environment) ?? environment}`,
    team === "" ? "" : `the team ${team}`,
    verdict === "" ? "" : `the verdict ${verdict}`,
  ].filter(Boolean);
  return [words.slice(0, -1).join(", "), ...words.slice(-1)].filter(Boolean).join(" and ");
}
