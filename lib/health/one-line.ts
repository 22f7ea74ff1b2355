/** The cluster's own words on one line that fits a page and the database: NUL and half a letter, cut or sent so, become U+FFFD. */
export function oneLine(message: string, longest = 240): string {
  const line = message.replaceAll(/\s+/g, " ").trim();
  return (line.length > longest ? `${line.slice(0, longest - 1)}…` : line).replaceAll(/\0|\p{Surrogate}/gu, "\ufffd");
}

/** The same as the end of a sentence of ours. */
export function asEnd(message: string, longest?: number): string {
  const line = oneLine(message, longest);
  return /[.!?…]$/.test(line) ? line : `${line}.`;
}
