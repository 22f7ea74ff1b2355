import { looksRandom } from "./looks-random";
import { MASK } from "./mask";

const WORD = /[A-Za-z0-9_+/=.~-]{24,}/g;
/** A piece of a path or of `name=value`, with the padding of base64. */
const PIECE = /[^/=]+=*/g;
const BASE64 = /^[A-Za-z0-9+/]+=*$/;

/** What stands before a digest, a container's id or a commit: long hex that anybody may read. */
const BEFORE_A_DIGEST =
  /(?:sha(?:1|224|256|384|512)[:-]|(?:docker|docker-pullable|containerd|cri-o):\/\/|\b(?:commit|commits|revision|rev|sha|sha1|sha256|digest|checksum|hash|etag|fingerprint|tree|blob)[\w./-]{0,40}["']?[\s:=@(/]{1,3}["']?)$/i;
const SUBRESOURCE_INTEGRITY = /^sha(?:256|384|512)-/;
const COMMIT = /^[0-9a-f]{40}$/;
/** A repository with its registry or path, up to the tag. */
const BEFORE_A_TAG = /[a-z0-9][a-z0-9._-]*(?::\d+)?\/[a-z0-9._/-]{1,100}:$/;
const LOOKED_BACK = 140;

/** Hides long words that were drawn, not named: keys without a name. Digests, commits where they are said to be ones, ids, paths and versions stay. */
export function maskWords(text: string): string {
  return text.replace(WORD, (word, at: number) => {
    const isBase64 = BASE64.test(word);
    if (isBase64 && !looksRandom(word)) return word;
    const before = text.slice(Math.max(0, at - LOOKED_BACK), at);
    if (isBase64) {
      if (!word.includes("/")) return isDigest(before, word) ? word : MASK;
      if (!isPath(word)) return MASK;
    }
    return word.replace(PIECE, (piece, within: number) =>
      looksRandom(piece) && !isDigest(before + word.slice(0, within), piece) ? MASK : piece,
    );
  });
}

/** Base64 may hold a slash, and seldom begins with one. */
function isPath(word: string): boolean {
  return word.startsWith("//") || (word.startsWith("/") && /\/[a-z]{3,}(?:\/|$)/.test(word));
}

function isDigest(before: string, piece: string): boolean {
  if (SUBRESOURCE_INTEGRITY.test(piece)) return true;
  const back = before.slice(-LOOKED_BACK);
  return BEFORE_A_DIGEST.test(back) || (COMMIT.test(piece) && BEFORE_A_TAG.test(back));
}
