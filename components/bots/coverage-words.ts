import type { Coverage } from "@/lib/bots/schemas";

/** What of a release comes back, and what stays as it is, in a few words each. `half`: only code or only config comes back. */
export type CoverageWords = { comesBack: string[]; stays: string[] };

type Half = "code" | "config";

export function coverageWords(
  coverage: Coverage,
  { half, pinned = false }: { half?: Half | undefined; pinned?: boolean } = {},
): CoverageWords {
  const code = [imageWords(coverage, pinned), ...(coverage.env > 0 ? [count(coverage.env, "variable")] : [])];
  const config = configWords(coverage);
  return {
    comesBack: [...(half === "config" ? [] : code), ...(half === "code" ? [] : config.comesBack)],
    stays: [
      ...(half === "config" ? ["the code that runs now"] : []),
      ...(half === "code" ? ["the config that runs now"] : config.stays),
      ...named("Secret", coverage.secrets, coverage.secrets.length === 1 ? "the current one" : "the current ones"),
      ...named("data in volume", coverage.volumes),
      "databases, other services and flags outside",
    ],
  };
}

function imageWords({ images }: Coverage, pinned: boolean): string {
  const known = images.filter(({ image, digests }) => image.includes("@") || digests.length > 0).length;
  const what = images.length === 1 ? "image" : `${images.length} images`;
  if (pinned || images.every(({ image }) => image.includes("@"))) return `${what} by digest`;
  return known === images.length ? `${what} by tag (digest known)` : `${what} by tag`;
}

function configWords({ config, maps }: Coverage): { comesBack: string[]; stays: string[] } {
  if (!config) return { comesBack: [], stays: ["ConfigMaps, which were not recorded under it"] };
  const recorded = maps.filter(({ state }) => state === "recorded").length;
  const there = maps.filter(({ state }) => state !== "missing").length;
  const of = recorded === there ? count(recorded, "ConfigMap") : `${recorded} of ${count(there, "ConfigMap")}`;
  return {
    comesBack: recorded > 0 ? [of] : [],
    stays: maps
      .filter(({ state }) => state === "uncovered")
      .map(({ name, why }) => `ConfigMap ${name} (${lowerFirst(why ?? "not covered")})`),
  };
}

function named(what: string, names: readonly string[], which?: string): string[] {
  if (names.length === 0) return [];
  const shown = names.slice(0, MOST_NAMES).join(", ");
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : "";
  return [`${what}${names.length > 1 ? "s" : ""} ${shown}${more}${which ? ` (${which})` : ""}`];
}

const MOST_NAMES = 3;

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}

/** A sentence as a part of another one. */
function lowerFirst(sentence: string): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`.replace(/\.$/, "");
}
