import type { BotJson, ReleaseJson } from "@/lib/bots/schemas";

type Target = BotJson["target"];

const STANDINGS: Record<ReleaseJson["standing"], string> = {
  "known-good": "known good",
  "was-available": "was fully up, never proved",
  imported: "seen, never observed",
  unproved: "never proved",
};

/** How far a release is proved, in words. */
export function standingWords({ standing, quarantine }: Pick<ReleaseJson, "standing" | "quarantine">): string {
  if (quarantine) return quarantine.rollbackId === null ? "marked bad" : "rolled back from";
  return STANDINGS[standing];
}

/** Why a bot has no release to go back to, and what would give it one. */
export function noTargetWords(because: Extract<Target, { kind: "none" }>["because"]): string {
  switch (because) {
    case "only-one-release":
      return "It has had only one release since Lastgood looks at it.";
    case "all-others-bad":
      return "Every other release is in quarantine or was left. Choose one in the history on purpose, or lift a quarantine.";
    case "none-worked":
      return "No other release was ever seen to work. Choose one in the history on purpose.";
    case "archived":
      return "It is gone from the cluster. Its history stays here.";
  }
}
