import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const ALGORITHM = "aes-256-gcm";
const TAG_BYTES = 16;

export const KEY_BYTES = 32;
export const NONCE_BYTES = 12;

export type Sealed = { nonce: Uint8Array<ArrayBuffer>; sealed: Uint8Array<ArrayBuffer> };

/** Encrypts with AES-256-GCM under a nonce of its own. `about` is not stored: what is sealed opens with the same words only. */
export function seal(key: Uint8Array, plain: Uint8Array, about: string): Sealed {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(about));
  return { nonce, sealed: Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]) };
}

/** What was sealed; null where key, words, nonce or a single bit are not what they were. */
export function unseal(key: Uint8Array, { nonce, sealed }: Readonly<Record<keyof Sealed, Uint8Array>>, about: string): Buffer | null {
  if (nonce.length !== NONCE_BYTES || sealed.length < TAG_BYTES) return null;
  const end = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(about))
    .setAuthTag(sealed.subarray(end));
  const plain = decipher.update(sealed.subarray(0, end));
  try {
    return Buffer.concat([plain, decipher.final()]);
  } catch {
    return null;
  }
}

/** A key for one purpose, from which neither `key` nor the key of another purpose can be told (HKDF-SHA256). */
export function deriveKey(key: string | Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", key, "lastgood", purpose, KEY_BYTES));
}
