/** Where the token of a JSON text that begins at `at` ends: a string with its quotes, a bracket, a comma, a colon, a number or a word, or white space. Never `at` itself. */
export function tokenEnd(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === QUOTE) return stringEnd(text, at);
  if (isPunctuation(code)) return at + 1;
  const space = isSpace(code);
  let end = at + 1;
  while (end < text.length && isSpace(text.charCodeAt(end)) === space && !isMark(text.charCodeAt(end))) end++;
  return end;
}

/** After the closing quote, or at the end of a line that lacks it. */
function stringEnd(text: string, at: number): number {
  for (let end = at + 1; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === LINE_FEED) return end;
    if (code === QUOTE) return end + 1;
    if (code === BACKSLASH && text.charCodeAt(end + 1) !== LINE_FEED) end++;
  }
  return text.length;
}

const LINE_FEED = 10;
const QUOTE = 34;
const BACKSLASH = 92;

function isMark(code: number): boolean {
  return code === QUOTE || isPunctuation(code);
}

/** `,` `:` `[` `]` `{` `}` */
function isPunctuation(code: number): boolean {
  return code === 44 || code === 58 || code === 91 || code === 93 || code === 123 || code === 125;
}

function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}
