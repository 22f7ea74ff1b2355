import { expect, test } from "vitest";
import { markRestored } from "@/lib/bots/config/restored";
import { template } from "@/lib/health/testing/sightings";
import { movedImages, pinnedImages, pinsIn, withImages } from "./pin-images";

const A = `sha256:${"a".repeat(64)}`;
const B = `sha256:${"b".repeat(64)}`;
const ran = (image: string, ...digests: string[]) => ({ images: [{ container: "bot", image }], digests: { bot: digests } });

test.each([
  ["one digest", [ran("omni:1", A)], []],
  ["two digests under one release", [ran("omni:1", A, B)], ["omni:1"]],
  ["another digest under another release", [ran("omni:1", A), ran("omni:1", B)], ["omni:1"]],
  ["another tag", [ran("omni:1", A), ran("omni:2", B)], []],
  ["a name with its digest, which cannot move", [ran(`omni@${A}`, A, B)], []],
])("a tag that was seen with %s", (_, seen, moved) => expect([...movedImages(seen)]).toEqual(moved));

test("an image is pinned to the digest that ran first under its release", () => {
  const pins = pinnedImages(template("1.1.0"), { bot: [B, A] });
  expect([...pins]).toEqual([["bot", `omniserve:1.1.0@${B}`]]);
  expect(JSON.stringify(withImages(template("1.1.0"), pins))).toContain(`"image":"omniserve:1.1.0@${B}"`);
});

test.each([
  ["never seen to run", {}],
  ["of another container", { other: [A] }],
])("an image %s is left as it is", (_, digests) => expect(pinnedImages(template("1.1.0"), digests).size).toBe(0));

test("what a rollback pinned is told from what was deployed by digest", () => {
  const byDigest = withImages(template("1.1.0"), new Map([["bot", `omniserve:1.1.0@${A}`]]));
  const pinned = markRestored(byDigest, { configMaps: new Map(), images: new Map([["bot", "omniserve:1.1.0"]]) });
  expect([...pinsIn(pinned)]).toEqual([["bot", `omniserve:1.1.0@${A}`]]);
  expect([...pinsIn(byDigest)]).toEqual([]);
});
