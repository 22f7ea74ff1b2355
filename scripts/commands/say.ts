/** Says what was done: one JSON document for a program, lines for a person. */
export function say(asJson: boolean | undefined, json: unknown, lines: readonly string[]): void {
  process.stdout.write(asJson ? `${JSON.stringify(json, null, 2)}\n` : `${lines.join("\n")}\n`);
}

/** Rows as columns of one width each, under their headings. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [headings, ...rows];
  const widths = headings.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
