import { expect, test } from "vitest";
import { releaseJson } from "@/components/testing/release-json";
import type { ConfigFileDiff, ReleaseComparison } from "@/lib/rollbacks/schemas";
import { comparisonSentence } from "./comparison-sentence";

const bot = (id: string, title: string): ReleaseComparison["fromBot"] => ({
  id,
  environment: { name: title.toLowerCase(), title },
  namespace: "support",
  kind: "Deployment",
  name: "omniserve",
  title: "OmniServe",
  team: null,
  path: "/",
});
const compared = (whats: string[], files = 0, over: Partial<ReleaseComparison> = {}): ReleaseComparison => ({
  from: releaseJson("1.1.0"),
  to: releaseJson("1.2.0"),
  fromBot: bot("bot_1", "Production"),
  toBot: bot("bot_1", "Production"),
  bots: [],
  diff: {
    groups: [
      {
        title: "container bot",
        container: "bot",
        lines: whats.map((what, at) => ({ change: "changed" as const, what, key: String(at), from: "a", to: "b" })),
      },
    ],
    files: Array.from({ length: files }, () => ({}) as ConfigFileDiff),
    raw: { from: "", to: "" },
  },
  notes: [],
  ...over,
});

test.each([
  [compared([]), "1.2.0 and 1.1.0 are the same to run."],
  [compared(["image"]), "1.2.0 differs from 1.1.0 in 1 image."],
  [compared([], 1), "1.2.0 differs from 1.1.0 in 1 config file."],
  [compared(["env", "image", "env"], 2), "1.2.0 differs from 1.1.0 in 1 image, 2 variables and 2 config files."],
  [
    compared(["env", "image", "port", "label", "other"], 1),
    "1.2.0 differs from 1.1.0 in 1 image, 1 variable, 1 port, 1 config file and more.",
  ],
  [compared(["image"], 0, { fromBot: bot("bot_2", "Staging") }), "1.2.0 in Production differs from 1.1.0 in Staging in 1 image."],
])("%#: %s", (comparison, sentence) => expect(comparisonSentence(comparison)).toBe(sentence));
