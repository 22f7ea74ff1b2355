/** A page's title with how many bots fail before it: "(1) Lastgood"; without a count where none does. */
export function countedTitle(title: string, failing: number): string {
  const bare = title.replace(/^\(\d+\) /, "");
  return failing > 0 ? `(${failing}) ${bare}` : bare;
}
