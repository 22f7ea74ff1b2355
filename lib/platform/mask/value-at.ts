/** A quote that opens a value, with the backslashes of a text inside a text. */
const OPENING = /\\{0,4}["'`]/y;
/** A shell's, Kubernetes' or a chart's reference to a value that is elsewhere, with nothing behind it. */
const REFERENCE = /(?:\$\([\w.-]{1,200}\)|\$\{[\w.-]{1,200}\}|\{\{[^{}]{0,300}\}\})(?=[\s,;&"'`)\]}\\]|$)/y;
const LONGEST_QUOTED = 4_096;
/** Up to a space, a quote or a tag; a comma or a bracket ends it only where something else begins after it. */
const BARE = /(?:[^\s,;&"'`<>)\]}\\]|[,;&)\]}\\](?!\s|$|[,;)\]}"'\\]|[\w.-]{1,40}["']?[:=]))+/y;

/** Where the value begins and ends that stands at `at`: inside its quotes, or as far as a bare word goes. A quote that nothing closes goes to the end of the line. */
export function valueAt(text: string, at: number): { start: number; end: number; quoted: boolean } {
  const start = endOf(OPENING, text, at);
  if (start !== null) return { start, end: closing(text, text.slice(at, start), start), quoted: true };
  const bare = endOf(REFERENCE, text, at) ?? endOf(BARE, text, at) ?? at;
  return { start: at, end: bare, quoted: false };
}

function closing(text: string, quote: string, start: number): number {
  for (let at = start; at < text.length && at - start < LONGEST_QUOTED; at++) {
    if (text[at] === "\n") return at;
    if (text.startsWith(quote, at)) return at;
    if (text[at] === "\\" && text[at + 1] !== "\n" && quote.length === 1) at++;
  }
  const line = text.indexOf("\n", start);
  return line === -1 ? text.length : line;
}

function endOf(form: RegExp, text: string, at: number): number | null {
  form.lastIndex = at;
  return form.test(text) ? form.lastIndex : null;
}
