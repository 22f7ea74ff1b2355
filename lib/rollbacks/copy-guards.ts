import type { AccessAnswer } from "@/lib/cluster/types";
import type { Guard } from "./schemas";
import { takesNoDryRun } from "./takes-no-dry-run";
import type { TriedCopy } from "./try-copies";

export type CopyFacts = {
  /** ConfigMaps to make, and whether the cluster would let them be made. */
  copies: readonly TriedCopy[];
  access: readonly AccessAnswer[];
};

const name = "copies";

/** Why the copies cannot be made, or that nobody can tell; nothing where they can. One sentence stands for all: it is mostly one rule that forbids them. */
export function copyGuards({ copies, access }: CopyFacts): Guard[] {
  const isSaidAlready = access.some(({ resource, allowed }) => resource === "configmaps" && !allowed);
  if (isSaidAlready) return [];
  const found = copies.flatMap(guardOf);
  return [found.find(({ outcome }) => outcome === "block") ?? found[0]].filter((guard) => guard !== undefined);
}

function guardOf({ of, name: copy, outcome }: TriedCopy): Guard[] {
  switch (outcome.kind) {
    case "there":
      return [];
    case "no-answer":
      return [{ name, outcome: "unknown", sentence: `Whether ConfigMap ${of} can be copied is not known. ${outcome.sentence}` }];
    case "taken": {
      const sentence = `There is a ConfigMap ${copy} already, with other content than the copy of ${of} has to have. Delete it, then look again.`;
      return [{ name, outcome: "block", sentence }];
    }
    case "refused": {
      const { message } = outcome;
      if (takesNoDryRun(message)) {
        const sentence = `A webhook of the cluster takes part in no dry run, so nobody can tell yet whether ConfigMap ${of} can be copied.`;
        return [{ name, outcome: "unknown", sentence }];
      }
      const sentence = `The cluster does not let Lastgood copy ConfigMap ${of}: ${message.replace(/\.$/, "")}. ${wayOut(message)}`;
      return [{ name, outcome: "block", sentence }];
    }
  }
}

function wayOut(message: string): string {
  return message.includes("exceeded quota")
    ? "Have the quota raised, or delete ConfigMaps that nobody needs, then look again."
    : "Whoever runs the cluster can allow it; then look again.";
}
