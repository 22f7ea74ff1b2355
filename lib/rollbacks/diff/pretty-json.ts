import { tokenEnd } from "@/lib/platform/mask/json-tokens";

/** Deeper than people write; indenting without an end would turn 1 MiB of brackets into terabytes of blanks. */
const DEEPEST = 64;
const BREAKS = Array.from({ length: DEEPEST + 1 }, (_, depth) => `\n${"  ".repeat(depth)}`);

/**
 * A JSON text with a member or an item a line, token by token, whatever it holds. Tokens stay as they are written: digits, escapes and names given twice. null
 * where it nests too deep to be read.
 */
export function prettyJson(text: string): string | null {
  if (isDeep(text)) return null;
  const out: string[] = [];
  let [from, depth, opened] = [0, 0, false];
  const cut = (to: number, insert: string, next: number) => {
    out.push(text.slice(from, to), insert);
    from = next;
  };
  for (let at = 0, end = 0; at < text.length; at = end) {
    end = tokenEnd(text, at);
    const first = text[at] ?? "";
    if (first <= " ") {
      cut(at, "", end);
      continue;
    }
    const closes = first === "}" || first === "]";
    if (closes) depth--;
    if (opened !== closes) cut(at, BREAKS[depth] ?? "\n", at);
    opened = first === "{" || first === "[";
    if (opened) depth++;
    if (first === ":") cut(end, " ", end);
    if (first === ",") cut(end, BREAKS[depth] ?? "\n", end);
  }
  return out.join("") + text.slice(from);
}

/** Brackets in strings count too: a text that has so many open at once is shown as it is. */
function isDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length && depth <= DEEPEST; at++) {
    const code = text.charCodeAt(at) | LOWER;
    if (code === BRACE) depth++;
    else if (code === CLOSING_BRACE) depth = Math.max(0, depth - 1);
  }
  return depth > DEEPEST;
}

/** `[` and `{` differ in this bit alone, and so do `]` and `}`. */
const LOWER = 32;
const BRACE = 123;
const CLOSING_BRACE = 125;
