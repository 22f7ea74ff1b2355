"use client";

import { useEffect, useState } from "react";
import type { BotJson } from "@/lib/bots/schemas";
import { fleetRank, sortFleet } from "./fleet-rank";

type Settled = { order: string[]; ranks: Map<string, number> };

const settle = (fleet: readonly BotJson[]): Settled => ({
  order: sortFleet(fleet).map(({ id }) => id),
  ranks: new Map(fleet.map((bot) => [bot.id, fleetRank(bot)])),
});

/**
 * The fleet in an order that does not move under a finger: sorted when first seen, when asked, and when one comes back to the tab.
 * New bots come last until then. `changed` counts the rows that belong elsewhere now.
 */
export function useSteadyOrder(fleet: readonly BotJson[]): { shown: BotJson[]; changed: number; sortAgain: () => void } {
  const [settled, setSettled] = useState(() => settle(fleet));
  const sortAgain = () => setSettled(settle(fleet));

  useEffect(() => {
    const onVisible = () => {
      if (!document.hidden) setSettled(settle(fleet));
    };
    document.addEventListener("visibilitychange", onVisible);
    return () => document.removeEventListener("visibilitychange", onVisible);
  }, [fleet]);

  const byId = new Map(fleet.map((bot) => [bot.id, bot]));
  const kept = settled.order.flatMap((id) => byId.get(id) ?? []);
  const added = sortFleet(fleet.filter(({ id }) => !settled.ranks.has(id)));
  const changed = fleet.filter((bot) => settled.ranks.get(bot.id) !== fleetRank(bot)).length;
  return { shown: [...kept, ...added], changed, sortAgain };
}
