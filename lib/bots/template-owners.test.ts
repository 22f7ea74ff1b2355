import { describe, expect, test } from "vitest";
import type { FieldOwner } from "@/lib/cluster/types";
import { isHeldByUs, ownersKey, readOwners, splitFields, templateOwners } from "./template-owners";

const TEMPLATE = { "f:template": { "f:spec": { "f:containers": {} } } };
const CAUSE = { "f:annotations": { "f:kubernetes.io/change-cause": {} } };
const owner = (manager: string, more: Partial<FieldOwner> = {}): FieldOwner => ({
  manager,
  operation: "Update",
  time: null,
  subresource: null,
  fields: { "f:metadata": { "f:labels": {}, ...CAUSE }, "f:spec": { "f:replicas": {}, ...TEMPLATE } },
  ...more,
});

describe("the owners of a release", () => {
  test("are kept with what it brings alone", () => {
    const owners = [
      owner("helm", { operation: "Apply", apiVersion: "apps/v1" }),
      owner("hpa", { subresource: "scale" }),
      owner("lastgood"),
    ];
    const fields = { "f:metadata": CAUSE, "f:spec": TEMPLATE };
    expect(templateOwners(owners)).toEqual([{ manager: "helm", operation: "Apply", apiVersion: "apps/v1", fields }]);
    expect(readOwners(templateOwners(owners))).toEqual(templateOwners(owners));
  });

  test("do not include who wrote something else", () => {
    expect(templateOwners([owner("kubectl-label", { fields: { "f:metadata": { "f:labels": {} } } })])).toEqual([]);
  });

  test("leave the rest of an entry as it was", () => {
    expect(splitFields(owner("helm")).rest).toEqual({ "f:metadata": { "f:labels": {} }, "f:spec": { "f:replicas": {} } });
  });

  test.each<[string, FieldOwner[], boolean]>([
    ["after a rollback", [owner("helm"), owner("lastgood")], true],
    ["once its fields were given back", [owner("helm"), owner("lastgood", { fields: { "f:metadata": { "f:labels": {} } } })], false],
    ["while nobody rolled back", [owner("helm")], false],
  ])("are not known %s: %#", (_, owners, held) => {
    expect(isHeldByUs(owners)).toBe(held);
  });

  test.each([null, {}, ["x"], [{ manager: "helm", operation: "Apply", fields: { "f:containers": {} } }], [{ fields: 3 }]])(
    "are nobody where what was recorded says none (%j)",
    (recorded) => expect(readOwners(recorded)).toEqual([]),
  );

  test("have the same key whenever they wrote it", () => {
    const at = (time: Date) => ownersKey([owner("helm", { time })]);
    expect(at(new Date(0))).toBe(at(new Date(1)));
    expect(ownersKey([owner("helm")])).not.toBe(ownersKey([owner("argocd")]));
  });
});
