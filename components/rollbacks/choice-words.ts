import type { Choice, PlanJson } from "@/lib/rollbacks/schemas";

/** What comes back, in two words. */
export const CHOICE_WORDS: Record<Choice, string> = {
  "code-and-config": "Code and config",
  code: "Code only",
  config: "Config only",
};

type Choices = PlanJson["choices"];

/** What a choice means, or why it cannot be made. */
export function choiceMeaning(choice: Choice, choices: Choices): string {
  const why = (one: Choice) => choices.find((offer) => offer.choice === one)?.because ?? null;
  const because = why(choice);
  if (because !== null) return because;
  if (choice === "code-and-config") return "All that this release was.";
  if (why("code-and-config") === null && why(choice === "code" ? "config" : "code") !== null) {
    return "The same as both: nothing else differs.";
  }
  return `The ${choice === "code" ? "config" : "code"} that runs now stays. The two may never have run together.`;
}
