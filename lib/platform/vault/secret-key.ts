import { deriveKey } from "./cipher";

const MARK_DIGITS = 16;

/** LASTGOOD_SECRET_KEY as the vault uses it: never itself, only what is derived from it. */
export type SecretKey = {
  /** Wraps content keys. */
  wrapping: Buffer;
  /** Tells this secret key from another, and nothing else about it. */
  mark: string;
};

export function secretKeyFrom(text: string): SecretKey {
  return { wrapping: deriveKey(text, "wrap content keys"), mark: deriveKey(text, "mark").toString("hex").slice(0, MARK_DIGITS) };
}
