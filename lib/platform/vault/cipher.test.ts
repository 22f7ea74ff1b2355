import { expect, test } from "vitest";
import { deriveKey, seal, unseal } from "./cipher";

const key = deriveKey("a secret key of at least 32 characters", "tests");
const plain = Buffer.from("threshold: 0.7");

test("what was sealed opens with the same key and words", () => {
  expect(unseal(key, seal(key, plain, "about"), "about")).toEqual(plain);
  expect(unseal(key, seal(key, Buffer.alloc(0), "about"), "about")).toEqual(Buffer.alloc(0));
});

test("the same text is never sealed the same way twice", () => {
  const [one, two] = [seal(key, plain, "about"), seal(key, plain, "about")];
  expect(Buffer.from(one.nonce)).not.toEqual(Buffer.from(two.nonce));
  expect(Buffer.from(one.sealed)).not.toEqual(Buffer.from(two.sealed));
});

test("a single flipped bit anywhere, another key, other words or a cut end do not open", () => {
  const { nonce, sealed } = seal(key, plain, "about");
  for (let bit = 0; bit < nonce.length * 8; bit += 1) expect(unseal(key, { nonce: flipped(nonce, bit), sealed }, "about")).toBeNull();
  for (let bit = 0; bit < sealed.length * 8; bit += 1) expect(unseal(key, { nonce, sealed: flipped(sealed, bit) }, "about")).toBeNull();
  for (let length = 0; length < sealed.length; length += 1)
    expect(unseal(key, { nonce, sealed: sealed.subarray(0, length) }, "about")).toBeNull();
  expect(unseal(key, { nonce: nonce.subarray(1), sealed }, "about")).toBeNull();
  expect(unseal(deriveKey("another", "tests"), { nonce, sealed }, "about")).toBeNull();
  expect(unseal(key, { nonce, sealed }, "about else")).toBeNull();
});

test("keys for two purposes, and of two secrets, have nothing in common", () => {
  const keys = ["one", "two"].flatMap((secret) => ["seal", "digest"].map((purpose) => deriveKey(secret, purpose).toString("hex")));
  expect(new Set(keys)).toHaveLength(4);
});

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  return bytes.map((byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
}
