import type { FleetLine } from "@/lib/bots/fleet-schemas";

export type FleetLines = { items: FleetLine[] };

/** The fleet with the lines of some bots read again: `asked` that did not come back are gone from it. */
export function mergeLines(fleet: FleetLines, asked: readonly string[], { items }: FleetLines): FleetLines {
  const fresh = new Map(items.map((line) => [line.id, line]));
  const gone = new Set(asked.filter((id) => !fresh.has(id)));
  const known = new Set(fleet.items.map(({ id }) => id));
  const kept = fleet.items.filter(({ id }) => !gone.has(id)).map((line) => fresh.get(line.id) ?? line);
  return { items: [...kept, ...items.filter(({ id }) => !known.has(id))] };
}
