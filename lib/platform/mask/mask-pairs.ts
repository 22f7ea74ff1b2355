import { isCredentialName } from "./credential-name";
import { goesOn } from "./goes-on";
import { MASK } from "./mask";
import { meansNothing } from "./means-nothing";
import { valueAt } from "./value-at";

/**
 * A name and what parts it from its value: `name=`, `"name": `, `name := `, `--name `, `<name>`. Only where a word begins, so that a long one is read once.
 * `API key: …` is a name of two words.
 */
const NAME =
  /(?<![\w.$-])((?:(?:api|access|secret|private|signing|encryption|auth) )?[\w.$-]+)(\\{0,4}["'`]?[ \t]{0,20}(?::=|=>|[:=])[ \t]{0,20}|[ \t]{1,3}(?=[^\s-])(?<=(?<!\S)--?[A-Za-z][\w.-]*[ \t]{1,3})|>(?=[^<\s]))/gi;
/** `{"name": "X", "value": "…"}`, as Kubernetes, Go and XML write it. */
const NAMED_VALUE =
  /\bname\\{0,4}["']?\s{0,3}[:=]\s{0,3}\\{0,4}["']([\w.$-]{1,200})\\{0,4}["']\s{0,3},?\s{0,20}\\{0,4}["']?value\\{0,4}["']?\s{0,3}[:=]\s{0,3}/gi;
/** Parameters of an address that are keys, though their names say so only there. */
const KEY_PARAMETER = /^(?:key|sig|signature|code|auth|apikey|hmac)$/i;
const SHORTEST_PARAMETER = 12;
const SCHEME = /(?:bearer|basic|token|digest|negotiate|apikey)\s+/iy;
/** Hides the values of credentials that are named in longer text: `password=…`, `--token …`, `"apiKey": "…"`, `Authorization: Bearer …`. */
export function maskPairs(text: string): string {
  return hideValues(hideValues(text, NAMED_VALUE), NAME);
}

function hideValues(text: string, names: RegExp): string {
  const kept: string[] = [];
  const known = new Map<string, boolean>();
  let from = 0;
  names.lastIndex = 0;
  for (let found = names.exec(text); found; found = names.exec(text)) {
    const [, name = "", separator = "="] = found;
    const promises = known.get(name) ?? isCredentialName(name);
    known.set(name, promises);
    const isParameter = isParameterMark(text[found.index - 1]);
    if (!promises && !(isParameter && KEY_PARAMETER.test(name))) continue;

    const { start, end, quoted } = valueAt(text, afterScheme(text, name, names.lastIndex));
    const value = text.slice(start, end);
    if (meansNothing(value) || (separator === ">" && !isElement(text, found.index, end))) continue;
    if (promises ? !isHidden({ name, value, separator, quoted, isParameter }) : value.length < SHORTEST_PARAMETER) continue;
    kept.push(text.slice(from, start), MASK);
    from = names.lastIndex = end;
  }
  return from === 0 ? text : kept.join("") + text.slice(from);
}

function isParameterMark(character: string | undefined): boolean {
  return character === "?" || character === "&";
}

function isElement(text: string, at: number, end: number): boolean {
  return text[at - 1] === "<" && text.startsWith("</", end);
}

function afterScheme(text: string, name: string, at: number): number {
  SCHEME.lastIndex = at;
  return /authorization$/i.test(name) && SCHEME.test(text) ? SCHEME.lastIndex : at;
}

type Found = { name: string; value: string; separator: string; quoted: boolean; isParameter: boolean };

function isHidden({ name, value, separator, quoted, isParameter }: Found): boolean {
  const isProse = !quoted && !isParameter && /[\s>]$/.test(separator) && !separator.includes("=");
  return isCredentialName(name, value) && !(isProse && goesOn(value));
}
