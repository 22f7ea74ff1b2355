import { expect, test } from "vitest";
import { chainWords } from "./chain-words";

const unbroken = (seq: string, lastSeq: string) => ({ kind: "unbroken", seq, hash: "", lastSeq }) as const;

test.each([
  [undefined, "unknown", /^Entries are only ever added/, null],
  [unbroken("0", "0"), "unknown", /^Entries are only ever added/, null],
  [unbroken("1234", "1234"), "whole", /^The chain is verified up to here: entries 1 to 1,234 /, null],
  [unbroken("2000", "2100"), "part", /^Entries 1 to 2,000 of 2,100 /, "Verify the other 100 · about 1 s"],
  [unbroken("2000", "202000"), "part", /of 202,000/, "Verify the other 200,000 · about 10 s"],
  [unbroken("2000", "4002000"), "part", /of 4,002,000/, "Verify the other 4,000,000 · about 3 min"],
  [
    { kind: "broken", seq: "7", sentence: "Entry 6 is missing." } as const,
    "broken",
    /^The chain is broken at entry 7\. Entry 6 is missing\./,
    null,
  ],
] as const)("%j", (piece, tone, sentence, rest) => {
  expect(chainWords(piece, false)).toEqual({ tone, sentence: expect.stringMatching(sentence) as string, rest });
});
