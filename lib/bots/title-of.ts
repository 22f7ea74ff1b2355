import type { Workload } from "@/lib/cluster/types";
import { maskText } from "@/lib/platform/mask/mask-text";
import { plainWords } from "./plain-words";

const TITLE = "lastgood.dev/title";

/** What people call a bot: its annotation or label that says so, else its name. */
export function titleOf({ annotations, labels, ref }: Pick<Workload, "annotations" | "labels" | "ref">): string {
  return plainWords(maskText(annotations?.[TITLE] ?? ""), 100) ?? plainWords(maskText(labels[TITLE] ?? ""), 100) ?? ref.name;
}
