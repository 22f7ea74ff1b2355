import type { ReleaseConfig } from "@/lib/bots/config/types";
import type { Digests } from "@/lib/bots/record-digests";

export type Compared = {
  version: string;
  config: ReleaseConfig | null;
  images: readonly { container: string; image: string }[];
  digests: Digests;
};

/** What the lines of a comparison cannot say: config that was not recorded, one name that meant two images. */
export function comparisonNotes(from: Compared, to: Compared): string[] {
  return [...notRecorded(from, to), ...movedTags(from, to)];
}

function notRecorded(from: Compared, to: Compared): string[] {
  const without = [from, to].filter(({ config }) => config === null).map(({ version }) => version);
  if (without.length === 0) return [];
  return [`The config of ${without.join(" and of ")} was not recorded, so only code is compared.`];
}

function movedTags(from: Compared, to: Compared): string[] {
  const [ran, runs] = [from, to].map(({ digests }) => new Map(Object.entries(digests)));
  return from.images.flatMap(({ container, image }) => {
    const same = to.images.some((other) => other.container === container && other.image === image);
    const [before, after] = [ran?.get(container) ?? [], runs?.get(container) ?? []];
    if (!same || before.length === 0 || after.length === 0 || before.some((digest) => after.includes(digest))) return [];
    const [one = "", other = ""] = [before.at(-1), after[0]].map(short);
    return [`${image} of container ${container} was another image each time: ${one} under ${from.version}, ${other} under ${to.version}.`];
  });
}

function short(digest: string | undefined): string {
  return `${digest?.slice(0, "sha256:".length + 12)}…`;
}
