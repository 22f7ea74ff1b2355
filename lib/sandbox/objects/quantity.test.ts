import { expect, test } from "vitest";
import { canonicalQuantity, quantityValue } from "./quantity";

test.each([
  ["0.5Gi", "512Mi", 2 ** 29],
  ["0.5", "500m", 0.5],
  ["1000m", "1", 1],
  ["1024Mi", "1Gi", 2 ** 30],
  ["1000", "1k", 1000],
  ["128974848", "128974848", 128974848],
  ["0", "0", 0],
  ["1.5Gi", "1536Mi", 1.5 * 2 ** 30],
])("%s is stored as %s", (text, canonical, value) => {
  expect(canonicalQuantity(text)).toBe(canonical);
  expect(quantityValue(text)).toBe(value);
});

test.each(["lots", "", "1 Gi", "1GB", "--1"])("%s is no quantity", (text) => {
  expect(canonicalQuantity(text)).toBeUndefined();
});
