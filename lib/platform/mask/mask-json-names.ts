import { isCredentialName } from "./credential-name";
import { tokenEnd } from "./json-tokens";
import { MASK } from "./mask";
import { meansNothing } from "./means-nothing";

/** Where in a JSON text one is: the last member's name, whether all in here stands under a credential's name, and the value of a member `name`. */
type Inside = { isArray: boolean; member: string; hides: boolean; named: string };

/**
 * A JSON text with its layout, in which the values of members that promise a credential are hidden with all that is in them. It need not be whole: one that
 * breaks off is masked as far as it goes. Kubernetes' way is known too: `{"name": "TOKEN", "value": "…"}`.
 */
export function maskJsonNames(text: string): string {
  const promises = remembering(isCredentialName);
  const kept: string[] = [];
  let from = 0;
  const outer: Inside[] = [];
  let inside: Inside = { isArray: true, member: "", hides: false, named: "" };
  for (let at = 0, end = 0; at < text.length; at = end) {
    end = tokenEnd(text, at);
    const first = text[at] ?? "";
    if (first === "{" || first === "[") {
      outer.push(inside);
      inside = { isArray: first === "[", member: "", hides: inside.hides || promises(inside.member), named: "" };
    } else if (first === "}" || first === "]") inside = outer.pop() ?? inside;
    else if (first <= " " || first === "," || first === ":") continue;
    else if (first === '"' && !inside.isArray && isName(text, end)) inside.member = unquoted(text.slice(at, end));
    else {
      const name = inside.member === "value" && inside.named !== "" ? inside.named : inside.member;
      if (inside.member === "name") inside.named = unquoted(text.slice(at, end));
      if (!inside.hides && !promises(name)) continue;
      const value = unquoted(text.slice(at, end));
      if (meansNothing(value) || (!inside.hides && !isCredentialName(name, value))) continue;
      kept.push(text.slice(from, at), first === '"' ? `"${MASK}"` : MASK);
      from = end;
    }
  }
  return from === 0 ? text : kept.join("") + text.slice(from);
}

function unquoted(token: string): string {
  return token.startsWith('"') ? token.slice(1, token.length > 1 && token.endsWith('"') ? -1 : undefined) : token;
}

/** A string is a member's name when a colon comes after it. */
function isName(text: string, end: number): boolean {
  let at = end;
  while (at < text.length && text.charCodeAt(at) <= SPACE) at++;
  return text[at] === ":";
}

const SPACE = 32;

/** The same names come again and again. */
function remembering(ask: (name: string) => boolean): (name: string) => boolean {
  const known = new Map<string, boolean>();
  return (name) => {
    const answer = known.get(name) ?? ask(name);
    known.set(name, answer);
    return answer;
  };
}
