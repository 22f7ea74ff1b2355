import type { PodSight } from "@/lib/bots/config/testing/pod-sight";
import type { JsonObject } from "@/lib/platform/json";
import type { World } from "./meaning";

/** What ran under a release, as nobody but the walk itself remembers it. */
export type Lived = {
  /** As it was deployed: under the originals' names. */
  template: JsonObject;
  maps: readonly string[];
  world: World;
  sight: PodSight;
  meaning: string;
  ran: Set<string>;
  since: Date;
};

/** A deploy that comes in two halves may take the first one back within this time. */
const SETTLING_MS = 10_000;

/** Every release of a bot that was seen live, by id. */
export class Past {
  readonly #releases = new Map<string, Lived>();

  /** @throws where an id stands for something else than before, or the same thing has two ids */
  remember(id: string, now: Lived): void {
    const former = this.#releases.get(id);
    if (former && former.meaning !== now.meaning) {
      throw new Error(`release ${id} meant ${former.meaning} and means ${now.meaning}`);
    }
    const twin = [...this.#releases].find(([other, { meaning }]) => other !== id && meaning === now.meaning);
    if (twin) throw new Error(`releases ${twin[0]} and ${id} both mean ${now.meaning}`);
    this.#releases.set(id, { ...now, since: former?.since ?? now.since, ran: new Set([...(former?.ran ?? []), ...now.ran]) });
  }

  /** Forgets halves of deploys. @throws where another release is gone */
  keepOnly(ids: ReadonlySet<string>, now: Date): void {
    for (const [id, { since, meaning }] of this.#releases) {
      if (ids.has(id)) continue;
      const age = now.getTime() - since.getTime();
      if (age > SETTLING_MS) throw new Error(`release ${id} is lost after ${age / 1000} s: ${meaning}`);
      this.#releases.delete(id);
    }
  }

  of(id: string): Lived | undefined {
    return this.#releases.get(id);
  }

  knows(meaning: string): boolean {
    return [...this.#releases.values()].some((lived) => lived.meaning === meaning);
  }

  get ids(): string[] {
    return [...this.#releases.keys()];
  }
}
