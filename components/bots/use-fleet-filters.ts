"use client";

import { useSearchParams } from "next/navigation";
import { useCallback } from "react";
import { fleetAddress, filtersOf, type FleetFilters } from "./fleet-filters";

/** The filters that stand in the page's address. Typing changes the address in place; a choice is a step that the back button takes back. */
export function useFleetFilters(): {
  filters: FleetFilters;
  search: (q: string) => void;
  choose: (some: Partial<FleetFilters>) => void;
} {
  const filters = filtersOf(useSearchParams());
  const search = useCallback((q: string) => window.history.replaceState(null, "", fleetAddress({ ...filtersNow(), q })), []);
  const choose = useCallback(
    (some: Partial<FleetFilters>) => window.history.pushState(null, "", fleetAddress({ ...filtersNow(), ...some })),
    [],
  );
  return { filters, search, choose };
}

/** From the address itself, which is ahead of what is drawn while one types. */
function filtersNow(): FleetFilters {
  return filtersOf(new URLSearchParams(window.location.search));
}
