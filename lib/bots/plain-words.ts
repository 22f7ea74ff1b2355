/** Text of a cluster as one line of at most `most` characters that can be stored and shown anywhere; null where there is none. */
export function plainWords(text: string | null | undefined, most: number): string | null {
  const line = (text ?? "").replaceAll(UNPRINTABLE, " ").replaceAll(LONE_SURROGATE, "\ufffd").replaceAll(/\s+/g, " ").trim();
  if (line === "") return null;
  const letters = [...line];
  return letters.length > most ? `${letters.slice(0, most - 1).join("")}…` : line;
}

/** Control characters, and those that turn the direction of the text around them. */
const UNPRINTABLE = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;
const LONE_SURROGATE = /\p{Surrogate}/gu;
