import { expect, test } from "vitest";
import { podTemplateHash } from "./pod-template-hash";

const template = (image: string) => ({ metadata: { labels: { app: "bot", tier: "web" } }, spec: { containers: [{ name: "bot", image }] } });

test("the same template has the same hash, whatever the order of keys", () => {
  const turned = { spec: { containers: [{ image: "a:1", name: "bot" }] }, metadata: { labels: { tier: "web", app: "bot" } } };
  expect(podTemplateHash(turned)).toBe(podTemplateHash(template("a:1")));
});

test("another template, and a collision, have another", () => {
  const hashes = [podTemplateHash(template("a:1")), podTemplateHash(template("a:2")), podTemplateHash(template("a:1"), 1)];
  expect(new Set(hashes).size).toBe(3);
  for (const hash of hashes) expect(hash).toMatch(/^[bcdfghjklmnpqrstvwxz2456789]{6,10}$/);
});
