import type { MapContent } from "@/lib/bots/config/testing/pod-sight";
import type { JsonObject } from "@/lib/platform/json";
import type { Choice } from "@/lib/rollbacks/schemas";
import { canSee, keyByKey, type Kind, type World } from "./meaning";

/** What a side runs: its template under the originals' names, the maps that it refers to, and what they hold. */
export type Half = { template: JsonObject; maps: readonly string[]; world: World };

/** What has to run after a rollback by this choice. `originals`: what the cluster holds under the originals' names. */
export function expected(choice: Choice, live: Half, target: Half, originals: World): Half {
  if (choice === "code-and-config") return target;
  const code = choice === "code" ? target : live;
  const world = code.maps.map((map): [string, MapContent | null] => {
    if (!live.maps.includes(map) || !target.maps.includes(map)) return [map, code.world.get(map) ?? null];
    const [first, second] = choice === "code" ? [live, { world: originals }] : [target, live];
    const couldSee = (key: string, kind: Kind) => canSee(first.template, map, key, kind);
    return [map, keyByKey(first.world.get(map) ?? null, second.world.get(map) ?? null, couldSee)];
  });
  return { template: code.template, maps: code.maps, world: new Map(world) };
}
