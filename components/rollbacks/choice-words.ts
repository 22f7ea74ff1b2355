import type { Choice } from "@/lib/rollbacks/schemas";

/** What comes back, in two words. */
export const CHOICE_WORDS: Record<Choice, string> = {
  "code-and-config": "Code and config",
  code: "Code only",
  config: "Config only",
};

export const CHOICE_MEANS: Record<Choice, string> = {
  "code-and-config": "All that this release was.",
  code: "The config that runs now stays. The two may never have run together.",
  config: "The code that runs now stays. The two may never have run together.",
};
