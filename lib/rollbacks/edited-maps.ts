import { configOf } from "@/lib/bots/config/config-of";
import { restoredIn } from "@/lib/bots/config/restored";
import { sameContent } from "@/lib/bots/config-change";
import type { ConfigMap } from "@/lib/cluster/types";
import type { LiveView } from "./live-view";
import { lookConfig } from "./look-config";
import type { Run } from "./run";

type Wanted = Pick<Run, "to" | "target" | "copies">;

/** Which of these live maps do not hold what the run's target needs of them. `maps` goes by the names in the target's template. */
export function editedMaps({ to, target }: Wanted, maps: ReadonlyMap<string, ConfigMap | null>): string[] {
  const originals = restoredIn(target)?.configMaps;
  const present = new Set([...maps.keys()].map((name) => originals?.get(name) ?? name));
  const seen = new Map(configOf(target, maps, new Set()).config.map((map) => [map.name, map]));
  return (to.config ?? [])
    .filter((wanted) => {
      const now = seen.get(wanted.name);
      return wanted.state !== "uncovered" && present.has(wanted.name) && (now === undefined || !sameContent(now, wanted));
    })
    .map(({ name }) => name);
}

/** Asks for the maps that a run refers to as they are: which of them were edited or deleted since it was planned. */
export async function editedSince(view: LiveView, run: Wanted): Promise<string[]> {
  const copied = new Set(run.copies.map(({ of }) => of));
  const asTheyAre = (run.to.config ?? []).filter(({ name, state }) => state !== "uncovered" && !copied.has(name)).map(({ name }) => name);
  if (asTheyAre.length === 0) return [];
  const maps = await lookConfig(view, asTheyAre);
  return maps === null ? [] : editedMaps(run, maps);
}

export function sayEdited(names: readonly string[], version: string): string {
  const many = names.length > 1;
  return `ConfigMap${many ? "s" : ""} ${names.join(", ")} ${many ? "were" : "was"} edited or deleted meanwhile: ${many ? "they are" : "it is"} not as ${version} needs ${many ? "them" : "it"} any more.`;
}
