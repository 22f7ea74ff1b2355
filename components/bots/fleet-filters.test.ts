import { expect, test } from "vitest";
import { fleetLine } from "@/components/testing/fleet-line";
import { fleetAddress, filterWords, filtersOf, isFiltered, isShown, NO_FILTERS, type FleetFilters } from "./fleet-filters";

const OMNI = fleetLine("omniserve", { title: "OmniServe", verdict: "failing", team: "payments" });

test.each<[Partial<FleetFilters>, boolean]>([
  [{}, true],
  [{ q: "omni" }, true],
  [{ q: "  OMNI  prod " }, true],
  [{ q: "1.2.0" }, true],
  [{ q: "omni staging" }, false],
  [{ environment: "production" }, true],
  [{ environment: "staging" }, false],
  [{ verdict: "failing", team: "payments", q: "support" }, true],
  [{ verdict: "healthy" }, false],
  [{ team: "search" }, false],
])("%j shows it: %j", (some, shown) => expect(isShown(OMNI, { ...NO_FILTERS, ...some })).toBe(shown));

test.each<[Partial<FleetFilters>, string]>([
  [{}, "/"],
  [{ q: "a b&c", verdict: "failing" }, "/?q=a+b%26c&verdict=failing"],
])("%j has an address that gives it back", (some, address) => {
  const filters = { ...NO_FILTERS, ...some };
  expect(fleetAddress(filters)).toBe(address);
  expect(filtersOf(new URL(address, "http://x").searchParams)).toEqual(filters);
  expect(isFiltered(filters)).toBe(address !== "/");
});

test.each<[Partial<FleetFilters>, string]>([
  [{ q: " omni " }, "“omni”"],
  [{ verdict: "failing" }, "the verdict failing"],
  [{ q: "omni", environment: "staging", verdict: "unknown" }, "“omni”, the environment Staging and the verdict unknown"],
  [{ environment: "gone", team: "payments" }, "the environment gone and the team payments"],
])("%j is “%s” in words", (some, words) => expect(filterWords({ ...NO_FILTERS, ...some }, new Map([["staging", "Staging"]]))).toBe(words));
