import { identify } from "@/lib/bots/record-release";
import { composeTarget, type Side } from "./compose-target";
import { planCopies } from "./plan-copies";
import type { Now } from "./record-sides";
import { Choice, type PlanJson } from "./schemas";

type Offered = {
  now: Now;
  /** As recorded; its config is null where it was not. */
  target: Side;
  version: string;
  /** Hash of the release that runs. */
  liveHash: string;
  stamps: readonly string[];
};

const NOTHING_CHANGES: Record<Choice, string> = {
  "code-and-config": "Code and config are what runs now.",
  code: "The code is what runs now.",
  config: "No ConfigMap that both read differs.",
};

/** Each choice with why it cannot be made: config that nobody recorded or may read, or a choice that would change nothing. */
export async function offerChoices({ now, target, version, liveHash, stamps }: Offered): Promise<PlanJson["choices"]> {
  const withoutConfig =
    target.config === null
      ? `The config of ${version} was not recorded.`
      : now.side.config === null
        ? "Lastgood may not read ConfigMaps here."
        : null;
  const offers = Choice.options.map(async (choice) => {
    if (withoutConfig && choice !== "code") return { choice, because: withoutConfig };
    const composition = composeTarget(choice, now.side, withoutConfig ? { ...target, config: null } : target);
    const seen = await now.seenBy(composition.template);
    const config = seen && { ...seen, config: planCopies(composition, seen.config, new Map()).config };
    const { hash } = identify({ template: composition.template, config, stamps });
    return { choice, because: hash === liveHash ? NOTHING_CHANGES[choice] : null };
  });
  return Promise.all(offers);
}
