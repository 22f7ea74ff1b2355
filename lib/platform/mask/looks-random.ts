import { isCommonPair } from "./letter-pairs";

/** Shorter words are not looked at: ids of pods and short commit hashes live there. */
const SHORTEST = 24;
const SHORTEST_HEX = 32;
/** How many of its characters have to be in parts that no person named. */
const FEWEST_ODD = 17;
/** How many of a part's neighbours have to be strangers. */
const ODD_RATE = 0.25;

/**
 * Whether a word of letters, digits and `-_./+=~` is more likely drawn than named: a key, not a path, a version or a class. Each part between separators is
 * judged by its neighbours: a letter beside a digit, or two letters that seldom meet. Hex has to be long; 32 digits are a key as often as a checksum.
 */
export function looksRandom(word: string): boolean {
  if (word.length < SHORTEST) return false;
  let odd = 0;
  let named = 0;
  for (let from = 0, to = 0; from < word.length; from = to + 1) {
    to = partEnd(word, from);
    if (to - from < 4) continue;
    const part = readPart(word, from, to);
    if (part.isHex) {
      if (to - from >= SHORTEST_HEX) return true;
    } else if (part.isOdd) odd += to - from;
    else named += to - from;
  }
  return odd >= FEWEST_ODD && odd > named;
}

/** Whether any part of a word, also of a short one, could be a piece of a key: 6 digits, or 8 characters of hex or jumble. */
export function hasKeyPart(word: string): boolean {
  for (let from = 0, to = 0; from < word.length; from = to + 1) {
    to = partEnd(word, from);
    const { isHex, isOdd, digits } = readPart(word, from, to);
    if (digits >= 6 || (to - from >= 8 && (isHex || isOdd))) return true;
  }
  return false;
}

function partEnd(word: string, from: number): number {
  let to = from;
  while (to < word.length && isLetterOrDigit(word.charCodeAt(to))) to++;
  return to;
}

/** One part between separators. Hex holds a digit and has one case; what is odd mixes classes of characters and has many neighbours that seldom meet. */
function readPart(word: string, from: number, to: number): { isHex: boolean; isOdd: boolean; digits: number } {
  let [digits, lower, upper, beyondF] = [0, 0, 0, 0];
  for (let at = from; at < to; at++) {
    const code = word.charCodeAt(at);
    if (code <= NINE) digits++;
    else if (code >= LOWER_A) lower++;
    else upper++;
    if (code > NINE && (code & LETTER) > LETTER_F) beyondF++;
  }
  const isHex = beyondF === 0 && digits > 0 && (lower === 0 || upper === 0);
  const isCapitalised = upper === 1 && word.charCodeAt(from) < LOWER_A;
  const isMixed = digits > 0 || (lower > 0 && upper > 0 && !isCapitalised);
  return { isHex, isOdd: isMixed && isStrange(word, from, to), digits };
}

function isStrange(word: string, from: number, to: number): boolean {
  let strangers = 0;
  for (let at = from + 1; at < to; at++) strangers += strangeness(word.charCodeAt(at - 1), word.charCodeAt(at));
  return strangers >= 2 && strangers / (to - from) >= ODD_RATE;
}

function strangeness(first: number, second: number): number {
  if (first <= NINE || second <= NINE) return first <= NINE && second <= NINE ? 0 : 1;
  // The hump of a camelCase name: any two letters may meet there.
  if (first >= LOWER_A && second < LOWER_A) return 0.25;
  return isCommonPair(first, second) ? 0 : 1;
}

const NINE = 57;
const LOWER_A = 97;
/** Upper and lower case of a letter end in the same five bits; F is the sixth. */
const LETTER = 31;
const LETTER_F = 6;

function isLetterOrDigit(code: number): boolean {
  return (code >= 48 && code <= NINE) || (code >= 65 && code <= 90) || (code >= LOWER_A && code <= 122);
}
