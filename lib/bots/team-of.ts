import type { Workload } from "@/lib/cluster/types";
import { maskText } from "@/lib/platform/mask/mask-text";
import { plainWords } from "./plain-words";

/** Longest value that Kubernetes allows a label. */
const MOST = 63;

/** Whose a bot is: what the environment's team label says on its object, as plain words; null where it says nothing. */
export function teamOf({ labels }: Pick<Workload, "labels">, teamLabel: string | null): string | null {
  const value = teamLabel !== null && Object.hasOwn(labels, teamLabel) ? labels[teamLabel] : undefined;
  return plainWords(maskText(value ?? ""), MOST);
}
