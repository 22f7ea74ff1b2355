import { randomBytes } from "node:crypto";
import { AppError } from "../app-error";
import { newId } from "../ids";
import { deriveKey, KEY_BYTES, NONCE_BYTES, seal, unseal } from "./cipher";
import type { SecretKey } from "./secret-key";

/** A row of ContentKey. */
export type WrappedKey = { id: string; wrapped: Uint8Array<ArrayBuffer>; wrappedBy: string };
/** What a content key is for. Neither changes when it is wrapped anew. */
export type ContentKey = { id: string; sealing: Buffer; digesting: Buffer };

/** A fresh content key, wrapped. */
export function makeContentKey(secretKey: SecretKey): WrappedKey {
  return wrap(newId("key"), randomBytes(KEY_BYTES), secretKey);
}

/** The same key under another secret key. @throws AppError as `unwrap` */
export function wrapAnew(row: WrappedKey, former: SecretKey, next: SecretKey): WrappedKey {
  return wrap(row.id, open(row, former), next);
}

/** @throws AppError `secret-key-wrong`; `content-damaged` where the secret key is the right one */
export function unwrap(row: WrappedKey, secretKey: SecretKey): ContentKey {
  const key = open(row, secretKey);
  return { id: row.id, sealing: deriveKey(key, "seal contents"), digesting: deriveKey(key, "digest texts") };
}

function wrap(id: string, key: Buffer, { wrapping, mark }: SecretKey): WrappedKey {
  const { nonce, sealed } = seal(wrapping, key, about(id));
  return { id, wrapped: Buffer.concat([nonce, sealed]), wrappedBy: mark };
}

function open({ id, wrapped, wrappedBy }: WrappedKey, { wrapping, mark }: SecretKey): Buffer {
  const key = unseal(wrapping, { nonce: wrapped.subarray(0, NONCE_BYTES), sealed: wrapped.subarray(NONCE_BYTES) }, about(id));
  if (key) return key;
  if (wrappedBy === mark) throw new AppError("content-damaged", damagedSentence(id), { cause: new Error(`${id} does not open`) });
  throw new AppError("secret-key-wrong", WRONG, { cause: new Error(`${id} was wrapped by ${wrappedBy}, the secret key is ${mark}`) });
}

function about(id: string): string {
  return `lastgood content key ${id}`;
}

const damagedSentence = (id: string) =>
  `The stored key ${id} is damaged, so what it sealed is refused and never restored. Nothing was changed. Bring its row of ContentKey back from a backup of the database.`;
const WRONG =
  "The secret key (LASTGOOD_SECRET_KEY, or the file secret-key in LASTGOOD_DATA_DIR) is not the one that opens what is stored, so nothing of it can be read. Nothing was changed. Start Lastgood with the key that it had; after a rotation, with the new one.";
