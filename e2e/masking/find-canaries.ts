import type { Canary } from "./canaries";

/** Where which of the canaries turn up in a text: plain, in base64 at any offset of what was encoded, or in hex, as PostgreSQL writes bytes. */
export function findCanaries(canaries: readonly Canary[], where: string, text: string): string[] {
  return canaries
    .filter(({ pieces }) => pieces.some((piece) => encodings(piece).some((encoded) => text.includes(encoded))))
    .map(({ place }) => `${place}: ${where}`);
}

function encodings(piece: string): string[] {
  const known = remembered.get(piece);
  if (known) return known;
  const bytes = Buffer.from(piece);
  const made = [piece, encodeURIComponent(piece), bytes.toString("hex"), ...[0, 1, 2].flatMap((offset) => inBase64(bytes, offset))];
  remembered.set(piece, made);
  return made;
}

/** The part of the code that hangs on the piece alone, whatever stands before and after it; also as URLs have it. */
function inBase64(bytes: Buffer, offset: number): string[] {
  const encoded = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString("base64")
    .replace(/=+$/, "");
  const own = encoded.slice(offset === 0 ? 0 : 4, -2);
  return [own, own.replaceAll("+", "-").replaceAll("/", "_")];
}

const remembered = new Map<string, string[]>();
