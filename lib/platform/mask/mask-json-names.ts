import { isCredentialName } from "./credential-name";
import { tokenEnd } from "./json-tokens";
import { MASK } from "./mask";
import { meansNothing } from "./means-nothing";

/** Where in a JSON text one is: the last member's name, whether all in here stands under a credential's name, and the value of a member `name`. */
type Inside = { isArray: boolean; member: string; hides: boolean; named: string };

/**
 * A JSON text with its layout, in which the values of members that promise a credential are hidden with all that is in them. It need not be whole: one that
 * breaks off is masked as far as it goes.
 */
export function maskJsonNames(text: string): string {
  const shown: string[] = [];
  const outer: Inside[] = [];
  let inside: Inside = { isArray: true, member: "", hides: false, named: "" };
  for (let at = 0, end = 0; at < text.length; at = end) {
    end = tokenEnd(text, at);
    const token = text.slice(at, end);
    if (token === "{" || token === "[") {
      outer.push(inside);
      inside = { isArray: token === "[", member: "", hides: inside.hides || isCredentialName(inside.member), named: "" };
    } else if (token === "}" || token === "]") {
      inside = outer.pop() ?? inside;
    } else if (!inside.isArray && isName(text, token, end)) {
      inside.member = unquoted(token);
    } else if (isValue(token.charCodeAt(0))) {
      shown.push(isHidden(inside, unquoted(token)) ? hidden(token) : token);
      if (inside.member === "name") inside.named = unquoted(token);
      continue;
    }
    shown.push(token);
  }
  return shown.join("");
}

/** Kubernetes' way is known too: `{"name": "TOKEN", "value": "…"}`. */
function isHidden({ hides, member, named }: Inside, value: string): boolean {
  const name = member === "value" ? named : member;
  return (hides || isCredentialName(name, value)) && !meansNothing(value);
}

function hidden(token: string): string {
  return token.startsWith('"') ? `"${MASK}"` : MASK;
}

function unquoted(token: string): string {
  return token.startsWith('"') ? token.slice(1, token.length > 1 && token.endsWith('"') ? -1 : undefined) : token;
}

/** A string is a member's name when a colon comes after it. */
function isName(text: string, token: string, end: number): boolean {
  if (!token.startsWith('"')) return false;
  let at = end;
  while (text.charCodeAt(at) <= SPACE) at++;
  return text[at] === ":";
}

const SPACE = 32;

/** A string, a number, `true`: neither white space nor a mark. */
function isValue(code: number): boolean {
  return code > SPACE && code !== 44 && code !== 58;
}
