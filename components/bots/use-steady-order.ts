"use client";

import { useEffect, useState } from "react";

type Item = { id: string };
/** `rank`: 0 is most urgent. */
export type Order<T> = { rank: (item: T) => number; sort: (items: readonly T[]) => T[] };
type Settled = { order: string[]; ranks: Map<string, number> };

function settle<T extends Item>(items: readonly T[], { rank, sort }: Order<T>): Settled {
  return { order: sort(items).map(({ id }) => id), ranks: new Map(items.map((item) => [item.id, rank(item)])) };
}

/**
 * Bots in an order that does not move under a finger: sorted when first seen, when asked, and when one comes back to the tab.
 * New bots come last until then. `changed` counts the rows that belong elsewhere now.
 */
export function useSteadyOrder<T extends Item>(
  items: readonly T[],
  order: Order<NoInfer<T>>,
): { shown: T[]; changed: number; sortAgain: () => void } {
  const [settled, setSettled] = useState(() => settle(items, order));
  const sortAgain = () => setSettled(settle(items, order));

  useEffect(() => {
    const onVisible = () => {
      if (!document.hidden) setSettled(settle(items, order));
    };
    document.addEventListener("visibilitychange", onVisible);
    return () => document.removeEventListener("visibilitychange", onVisible);
  }, [items, order]);

  const byId = new Map(items.map((item) => [item.id, item]));
  const kept = settled.order.flatMap((id) => byId.get(id) ?? []);
  const added = order.sort(items.filter(({ id }) => !settled.ranks.has(id)));
  const changed = items.filter((item) => settled.ranks.get(item.id) !== order.rank(item)).length;
  return { shown: [...kept, ...added], changed, sortAgain };
}
