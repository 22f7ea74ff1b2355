import { isCredentialName } from "./credential-name";
import { MASK } from "./mask";
import { meansNothing } from "./means-nothing";

/** `name: value`, `- "name": value`, `export NAME=value`. */
const NAMED = /^\s*(?:- +)*(?:(?:export|set|ENV) +)?(["']?)([\w.$/@-]+)\1\s{0,20}(?::=|=>|=|:(?=[\s"']|$))(.*)$/;
const OPENING = /^\s*(?:- +)*/;
/** In place of a value: a comment, an anchor or a tag, the sign of a block. The value comes in the lines below. */
const BELOW = /^(?:[&!]\S*\s*)*(?:[|>][-+\d]{0,2})?\s*(?:#.*)?$/;

/**
 * Lines with the values of credentials hidden by their names, also those that go on in deeper lines or stand in a list below the name. `prose`: where several
 * words after a colon are a sentence and not a value.
 */
export function maskLines(text: string, { prose }: { prose: boolean }): string {
  let below: { column: number; list: boolean } | null = null;
  let named = "";
  const shown: string[] = [];
  for (const line of text.split("\n")) {
    const column = OPENING.exec(line)?.[0].length ?? 0;
    const { name, value } = parts(line);
    if (below && (line.trim() === "" || column > below.column || (below.list && column === below.column + 2 && line.includes("- ")))) {
      shown.push(hide(line, value));
      continue;
    }
    // Kubernetes' way: a line `name: TOKEN`, then a line `value: …`.
    const promising = isCredentialName(name === "value" ? named : name, unquoted(value));
    named = name === "name" ? unquoted(value) : "";
    const hides = promising && !(prose && /\s|^$/.test(value));
    below = hides && !prose ? { column, list: value === "" } : null;
    shown.push(hides ? hide(line, value) : line);
  }
  return shown.join("\n");
}

function parts(line: string): { name: string; value: string } {
  const found = NAMED.exec(line);
  if (found) return { name: found[2] ?? "", value: (found[3] ?? "").trim() };
  return { name: "", value: line.replace(OPENING, "").trim() };
}

function hide(line: string, value: string): string {
  if (BELOW.test(value) || meansNothing(unquoted(value))) return line;
  return line.slice(0, line.trimEnd().length - value.length) + MASK;
}

function unquoted(value: string): string {
  return /^(["']).*\1$/.test(value) && value.length > 1 ? value.slice(1, -1) : value;
}
