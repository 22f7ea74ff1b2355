import type { ReleaseComparison, ReleaseDiff } from "@/lib/rollbacks/schemas";

const ONE: Record<string, [singular: string, plural: string]> = {
  image: ["image", "images"],
  env: ["variable", "variables"],
  resources: ["resource setting", "resource settings"],
  probe: ["probe setting", "probe settings"],
  command: ["command", "commands"],
  port: ["port", "ports"],
  mount: ["mount", "mounts"],
  volume: ["volume setting", "volume settings"],
  label: ["label", "labels"],
  annotation: ["annotation", "annotations"],
  other: ["other setting", "other settings"],
};
const MOST_KINDS = 3;

/** The sentence that a comparison opens with: "1.2.0 differs from 1.1.0 in 1 image, 2 variables and 1 config file." */
export function comparisonSentence({ from, to, fromBot, toBot, diff }: ReleaseComparison): string {
  const elsewhere = fromBot.id !== toBot.id;
  const [one, other] = [from.version, to.version].map((version, side) =>
    elsewhere ? `${version} in ${[fromBot, toBot][side]?.environment.title}` : version,
  );
  const kinds = kindsOf(diff);
  return kinds.length === 0 ? `${other} and ${one} are the same to run.` : `${other} differs from ${one} in ${listed(kinds)}.`;
}

function kindsOf({ groups, files }: ReleaseDiff): string[] {
  const counts = new Map<string, number>();
  for (const { what } of groups.flatMap(({ lines }) => lines)) counts.set(what, (counts.get(what) ?? 0) + 1);
  const ordered = Object.keys(ONE).flatMap((what) => {
    const number = counts.get(what) ?? 0;
    return number === 0 ? [] : [`${number} ${ONE[what]?.[number === 1 ? 0 : 1]}`];
  });
  const config = files.length === 0 ? [] : [`${files.length} config ${files.length === 1 ? "file" : "files"}`];
  return ordered.length + config.length <= MOST_KINDS + 1 ? [...ordered, ...config] : [...ordered.slice(0, MOST_KINDS), ...config, "more"];
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
