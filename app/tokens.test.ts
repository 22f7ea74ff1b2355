import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { contrast } from "@/components/testing/contrast";

type Oklch = readonly [number, number, number];

const css = readFileSync(new URL("./globals.css", import.meta.url), "utf8");
const [light = "", dark = ""] = css.split("@media (prefers-color-scheme: dark)");

function tokens(block: string): Map<string, Oklch> {
  const root = block.slice(0, block.indexOf("}"));
  const found = root.matchAll(/--([a-z0-9-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g);
  return new Map([...found].map(([, name, l, c, h]) => [name as string, [Number(l), Number(c), Number(h)] as const]));
}

const SURFACES = ["paper", "raised", "sunk"];
const TEXT: [string, string[]][] = [
  ["ink", [...SURFACES, "add", "del", "bad-wash", "warn-wash", "ok-wash", "accent-wash"]],
  ["ink-2", [...SURFACES, "bad-wash", "warn-wash"]],
  ["ink-3", [...SURFACES, "bad-wash"]],
  ["bad", [...SURFACES, "bad-wash"]],
  ["warn", [...SURFACES, "warn-wash"]],
  ["ok", [...SURFACES, "ok-wash"]],
  ["accent", [...SURFACES, "accent-wash"]],
  ["on-bad", ["bad", "bad-press"]],
  ["paper", ["ink"]],
];
/** What carries meaning without being text, and the edge of what can be typed into or pressed: WCAG 1.4.11. */
const SHAPES: [string, string[]][] = [
  ["edge", ["paper", "raised"]],
  ["ok", SURFACES],
  ["bad", SURFACES],
  ["warn", SURFACES],
  ["accent", SURFACES],
];

describe.each([
  ["light", tokens(light.slice(light.indexOf(":root")))],
  ["dark", tokens(dark.slice(dark.indexOf(":root")))],
])("the %s theme", (_, theme) => {
  const ratio = (one: string, other: string) => {
    const [a, b] = [theme.get(one), theme.get(other)];
    if (!a || !b) throw new Error(`no token --${a ? other : one}`);
    return contrast(a, b);
  };
  const pairs = (rows: [string, string[]][]) => rows.flatMap(([one, others]) => others.map((other) => [one, other] as const));

  test.each(pairs(TEXT))("%s can be read on %s", (one, other) => expect(ratio(one, other)).toBeGreaterThanOrEqual(4.5));
  test.each(pairs(SHAPES))("%s can be made out on %s", (one, other) => expect(ratio(one, other)).toBeGreaterThanOrEqual(3));
});
