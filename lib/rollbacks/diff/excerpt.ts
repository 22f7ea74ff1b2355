const MOST_CHARACTERS = 400;
/** How much of a long line stands before the place that matters. */
const LEAD = 120;
/** Control characters, and those that turn the direction of the text around them: a line must look like what it is. */
const UNPRINTABLE = /(?!\t)[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/** A line as it fits on a page: of a long one the part around `focus`, with its length; of what cannot be seen, its number. */
export function excerpt(line: string, focus = 0): string {
  if (line.length <= MOST_CHARACTERS) return visible(line);
  const start = focus < MOST_CHARACTERS - LEAD ? 0 : whole(line, focus - LEAD);
  const end = whole(line, Math.min(line.length, start + MOST_CHARACTERS));
  const opening = start > 0 ? "…" : "";
  const closing = end < line.length ? "…" : "";
  return `${opening}${visible(line.slice(start, end))}${closing} (${line.length.toLocaleString("en")} characters)`;
}

/** Where two lines begin to differ. */
export function firstDifference(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return at;
}

function visible(text: string): string {
  return text.replace(UNPRINTABLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Never between the halves of one character. */
function whole(line: string, at: number): number {
  const code = line.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}
