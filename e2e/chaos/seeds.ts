/** The seeds that were asked for, as `first-last` and single ones with commas between, else these few. @throws on anything else */
export function seedsFrom(asked: string | undefined, few: number): number[] {
  return (asked ?? `1-${few}`).split(",").flatMap((range) => {
    const [first = NaN, last = first] = range.split("-").map(Number);
    if (!(first <= last)) throw new Error(`these are no seeds: ${range}`);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

/** What walks came upon, added up. */
export function inWords(met: readonly Map<string, number>[]): string {
  const sums = new Map<string, number>();
  for (const [thing, times] of met.flatMap((one) => [...one])) sums.set(thing, (sums.get(thing) ?? 0) + times);
  return [...sums]
    .sort()
    .map(([thing, times]) => `${String(times).padStart(6)} × ${thing}`)
    .join("\n");
}
