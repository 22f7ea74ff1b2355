import { expect, test } from "vitest";
import { listPath, workloadPath } from "./api-paths";

test("paths", () => {
  expect(listPath("Pod", "shop")).toBe("/api/v1/namespaces/shop/pods");
  expect(listPath("ReplicaSet", null)).toBe("/apis/apps/v1/replicasets");
  expect(workloadPath({ kind: "Deployment", namespace: "shop", name: "bot.v2" })).toBe("/apis/apps/v1/namespaces/shop/deployments/bot.v2");
});

test.each([
  ["shop", ".."],
  ["shop", "a/../../secrets"],
  ["shop", "bot?dryRun=All"],
  ["shop", "Bot"],
  ["shop", ""],
  ["shop", "a".repeat(254)],
  ["shop/secrets", "bot"],
  ["..", "bot"],
  ["shop.kitchen", "bot"],
  ["", "bot"],
  ["shop", "bot\n"],
])("nothing but a name gets into a path: %j %j", (namespace, name) => {
  expect(() => workloadPath({ kind: "Deployment", namespace, name })).toThrow(expect.objectContaining({ code: "bad-input" }));
});
