const MOST = 5;

/** "a, b and c" by name; of many the first five and how many more. */
export function nameSome(things: readonly { name: string }[]): string {
  const names = things.map(({ name }) => name).sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
  const shown = names.length > MOST + 1 ? [...names.slice(0, MOST), `${names.length - MOST} more`] : names;
  const last = shown.at(-1) ?? "";
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(", ")} and ${last}`;
}
