import { expect, test } from "vitest";
import type { Choice } from "@/lib/rollbacks/schemas";
import { choiceMeaning } from "./choice-words";

const offers = (off: Partial<Record<Choice, string>>) =>
  (["code-and-config", "code", "config"] as const).map((choice) => ({ choice, because: off[choice] ?? null }));

test.each<[string, Partial<Record<Choice, string>>, string[]]>([
  [
    "both differ",
    {},
    [
      "All that this release was.",
      "The config that runs now stays. The two may never have run together.",
      "The code that runs now stays. The two may never have run together.",
    ],
  ],
  ["only config differs", { code: "Same." }, ["All that this release was.", "Same.", "The same as both: nothing else differs."]],
  ["only code differs", { config: "Same." }, ["All that this release was.", "The same as both: nothing else differs.", "Same."]],
  [
    "config was not recorded",
    { "code-and-config": "Not recorded.", config: "Not recorded." },
    ["Not recorded.", "The config that runs now stays. The two may never have run together.", "Not recorded."],
  ],
])("where %s", (_, off, meanings) => {
  expect(offers(off).map(({ choice }) => choiceMeaning(choice, offers(off)))).toEqual(meanings);
});
