import { describe, expect, test } from "vitest";
import type { FieldOwner } from "@/lib/cluster/types";
import { whoBrought } from "./who-brought";

const TEMPLATE = { "f:spec": { "f:template": { "f:spec": { "f:containers": {} } }, "f:replicas": {} } };
const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 10, minute));
const owner = (manager: string, minute: number | null, more: Partial<FieldOwner> = {}): FieldOwner => ({
  manager,
  operation: "Update",
  time: minute === null ? null : at(minute),
  subresource: null,
  fields: TEMPLATE,
  ...more,
});

describe("who brought a template", () => {
  test.each<[string, FieldOwner[], { manager: string | null; at: Date | null }]>([
    ["nobody knows without field owners", [], { manager: null, at: null }],
    ["the one who wrote it last", [owner("helm", 1), owner("kubectl-set", 5), owner("argocd", 3)], { manager: "kubectl-set", at: at(5) }],
    [
      "not a controller that wrote the status",
      [owner("helm", 1), owner("kube-controller-manager", 9, { subresource: "status" })],
      { manager: "helm", at: at(1) },
    ],
    [
      "not who scaled it",
      [owner("helm", 1), owner("hpa", 9, { subresource: "scale" }), owner("kubectl", 9, { fields: { "f:spec": { "f:replicas": {} } } })],
      { manager: "helm", at: at(1) },
    ],
    [
      "not who wrote annotations",
      [owner("helm", 1), owner("kubectl-annotate", 9, { fields: { "f:metadata": {} } })],
      { manager: "helm", at: at(1) },
    ],
    ["one without a time, where nobody has one", [owner("helm", null)], { manager: "helm", at: null }],
    ["one with a time before one without", [owner("old", null), owner("helm", 1)], { manager: "helm", at: at(1) }],
    [
      "not one whose fields are nonsense",
      [owner("evil", 9, { fields: { "f:spec": "all", "f:template": {} } })],
      { manager: null, at: null },
    ],
  ])("%s", (_, owners, expected) => {
    expect(whoBrought(owners)).toMatchObject(expected);
  });
});

describe("Lastgood itself", () => {
  test.each<[string, FieldOwner[], { manager: string; maybeUs: boolean }]>([
    ["is named when nobody else wrote in that second", [owner("helm", 1), owner("lastgood", 5)], { manager: "lastgood", maybeUs: true }],
    ["only may have been it when somebody did", [owner("lastgood", 5), owner("helm", 5)], { manager: "helm", maybeUs: true }],
    [
      "is known by its mark, also when the fields were given back",
      [owner("helm", 5), owner("lastgood", 5, { fields: { "f:metadata": { "f:annotations": { "f:lastgood.dev/rollback": {} } } } })],
      { manager: "helm", maybeUs: true },
    ],
    ["was not it when somebody wrote later", [owner("lastgood", 5), owner("helm", 6)], { manager: "helm", maybeUs: false }],
  ])("%s", (_, owners, expected) => {
    expect(whoBrought(owners)).toMatchObject(expected);
  });
});
