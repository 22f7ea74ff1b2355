import { configReferences } from "@/lib/bots/config/config-references";
import { originalOf } from "@/lib/bots/config/restored";
import type { ReleaseConfig } from "@/lib/bots/config/types";
import { imagesOf, tagOf } from "@/lib/bots/describe-release";
import type { ReleaseRecord } from "@/lib/bots/types";
import type { JsonObject } from "@/lib/platform/json";
import type { SecretsSight } from "./look-at-secrets";
import type { Choice, Guard } from "./schemas";
import type { TriedCopy } from "./try-copies";

export type ConfigFacts = {
  asked: ReleaseRecord;
  choice: Choice;
  /** Raw, as it will be written. */
  target: JsonObject;
  /** What its pods will see; null where nobody may look. */
  config: ReleaseConfig | null;
  /** The target's config is known. */
  recorded: boolean;
  copies: readonly TriedCopy[];
  /** Images whose tags were seen to move, and that are not pinned. */
  moved: ReadonlySet<string>;
  pinned: number;
  secrets: SecretsSight;
};

/** What is to be known of config, images and Secrets before a rollback. */
export function configGuards(facts: ConfigFacts): Guard[] {
  return [...missing(facts), ...configComesBack(facts), ...uncovered(facts), ...tags(facts), ...secretsStay(facts)];
}

function missing({ config, target }: ConfigFacts): Guard[] {
  const needed = new Set(
    configReferences(originalOf(target))
      .filter(({ optional }) => !optional)
      .map(({ name }) => name),
  );
  const gone = (config ?? []).filter(({ name, state }) => state === "missing" && needed.has(name)).map(({ name }) => name);
  if (gone.length === 0) return [];
  const sentence = `${named(gone)} not in the cluster and ${gone.length === 1 ? "was" : "were"} never recorded: the pods could not start.`;
  return [{ name: "config-missing", outcome: "block", sentence }];
}

function configComesBack({ asked, choice, recorded, copies, config }: ConfigFacts): Guard[] {
  const name = "config";
  const { version } = asked.release;
  if (config !== null && config.length === 0) return [];
  if (!recorded || config === null) {
    const why = config === null ? "Lastgood may not read ConfigMaps here" : `the config of ${version} was never recorded`;
    return [{ name, outcome: "note", sentence: `Only code comes back: ${why}, so the current config stays.` }];
  }
  if (choice === "code") return [{ name, outcome: "note", sentence: "Only code comes back. The current config stays, as you chose." }];
  const sentence =
    copies.length === 0
      ? "Its config is in the cluster as it was: nothing has to be copied."
      : `${copies.length === 1 ? "One ConfigMap is" : `${copies.length} ConfigMaps are`} restored as ${copies.length === 1 ? "a copy" : "copies"}. Nobody's ConfigMap is overwritten.`;
  return [{ name, outcome: "pass", sentence }];
}

function uncovered({ config }: ConfigFacts): Guard[] {
  const left = (config ?? []).filter((map) => map.state === "uncovered" && map.why !== "cluster").map(({ name }) => name);
  return left.length === 0
    ? []
    : [
        {
          name: "config-uncovered",
          outcome: "note",
          sentence: `${named(left)} not covered and ${left.length === 1 ? "stays" : "stay"} as now.`,
        },
      ];
}

function tags({ target, moved, pinned }: ConfigFacts): Guard[] {
  const name = "mutable-tag";
  if (pinned > 0) return [{ name, outcome: "note", sentence: "Images are pinned to the digests that ran under this release." }];
  const images = imagesOf(target).map(({ image }) => image);
  const seen = images.find((image) => moved.has(image));
  if (seen) {
    const sentence = `The tag of ${seen} was moved: the same name held two images here, and may bring another than the one that ran.`;
    return [{ name, outcome: "note", sentence }];
  }
  const free = images.some((image) => !image.includes("@sha256:") && tagOf(image) === null);
  return free ? [{ name, outcome: "note", sentence: "An image has no fixed tag: the same name may hold other code by now." }] : [];
}

function secretsStay({ secrets: { names, changed }, asked }: ConfigFacts): Guard[] {
  if (names.length === 0) return [];
  const name = "secrets";
  if (changed !== null && changed.length > 0) {
    const sentence = `${changed.length === 1 ? "Secret" : "Secrets"} ${changed.join(", ")} changed since ${asked.release.version} ran: the current one stays.`;
    return [{ name, outcome: "note", sentence }];
  }
  const unchanged = changed === null ? "" : ", and they are what they were then";
  return [{ name, outcome: "note", sentence: `Secrets are not rolled back: the current ones stay${unchanged}.` }];
}

function named(names: readonly string[]): string {
  const [first = "", ...others] = names;
  return others.length === 0 ? `ConfigMap ${first} is` : `ConfigMaps ${names.join(", ")} are`;
}
