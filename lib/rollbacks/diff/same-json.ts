import { tokenEnd } from "@/lib/platform/mask/json-tokens";

/** Whether two JSON texts say the same in the same order, however they are laid out. */
export function sameJson(one: string, other: string): boolean {
  let [at, otherAt] = [next(one, 0), next(other, 0)];
  while (at < one.length && otherAt < other.length) {
    const [end, otherEnd] = [tokenEnd(one, at), tokenEnd(other, otherAt)];
    if (one.slice(at, end) !== other.slice(otherAt, otherEnd)) return false;
    [at, otherAt] = [next(one, end), next(other, otherEnd)];
  }
  return at >= one.length && otherAt >= other.length;
}

/** The next token that is not white space. */
function next(text: string, at: number): number {
  while (at < text.length && text.charCodeAt(at) <= SPACE) at++;
  return at;
}

const SPACE = 32;
