import type { BlindSpot } from "@/lib/bots/record-sight-of-environment";
import type { WatchedKind, WatchEvent, WorkloadKind } from "@/lib/cluster/types";
import type { Clock } from "@/lib/platform/clock";
import { NEEDED_LISTS } from "./needed-lists";

/** Out of sight for longer than this, what was true need not be true now. */
const BLIND_AFTER_MS = 30_000;

/** Kinds that bots are seen by. Without the others (ConfigMaps) less is known of them, and their verdicts stand. */
const HIDING = new Set<WatchedKind>(Object.values(NEEDED_LISTS).flat());

type List = { kind: WatchedKind; namespace: string | null; trouble: { sentence: string; since: number } | null };

/** Which watches of an environment are in trouble, since when, and what that hides. */
export class WatchTroubles {
  readonly #lists = new Map<string, List>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  apply(event: WatchEvent): void {
    if (event.type === "changed" || event.type === "gone") return;
    const { kind, namespace } = event;
    const key = `${kind} ${namespace ?? "*"}`;
    const since = this.#lists.get(key)?.trouble?.since ?? this.#clock.now().getTime();
    this.#lists.set(key, { kind, namespace, trouble: event.type === "problem" ? { sentence: event.sentence, since } : null });
  }

  /** null before the cluster, or its absence, has said anything. `hears`: at least one of its lists is well. */
  summary(): { hears: boolean; problem: string | null; blind: BlindSpot[] } | null {
    const lists = [...this.#lists.values()];
    if (lists.length === 0) return null;
    const inTrouble = lists.flatMap(({ kind, trouble }) => (trouble ? [{ ...trouble, hides: HIDING.has(kind) }] : []));
    const troubles = inTrouble.sort((a, b) => Number(b.hides) - Number(a.hides) || a.since - b.since);
    return { hears: lists.some(({ trouble }) => trouble === null), problem: troubles[0]?.sentence ?? null, blind: this.#blind() };
  }

  /** What hides the bots of this kind in this namespace, if something has for long enough. */
  blindSpot(kind: WorkloadKind, namespace: string): BlindSpot | undefined {
    return this.#blind().find((spot) => spot.kind === kind && (spot.namespace === null || spot.namespace === namespace));
  }

  #blind(): BlindSpot[] {
    const now = this.#clock.now().getTime();
    const spots = new Map<string, BlindSpot>();
    for (const { kind: list, namespace, trouble } of this.#lists.values()) {
      if (trouble === null || now - trouble.since < BLIND_AFTER_MS) continue;
      const hidden = (Object.keys(NEEDED_LISTS) as WorkloadKind[]).filter((kind) => NEEDED_LISTS[kind].includes(list));
      for (const kind of hidden) spots.set(`${kind} ${namespace}`, { kind, namespace, sentence: trouble.sentence });
    }
    return [...spots.values()];
  }
}
