import { describe, expect, test } from "vitest";
import type { TemplateOwner } from "@/lib/bots/template-owners";
import type { FieldOwner } from "@/lib/cluster/types";
import { workload } from "@/lib/health/testing/sightings";
import { ownershipPatch } from "./ownership-patch";

const WRITTEN = new Date("2026-11-21T10:00:00Z");
const template = (...names: string[]) => ({
  "f:spec": { "f:template": { "f:metadata": { "f:annotations": Object.fromEntries(names.map((name) => [`f:${name}`, {}])) } } },
});
const live = (...names: string[]) => ({ metadata: { annotations: Object.fromEntries(names.map((name) => [name, "x"])) } });
const entry = (manager: string, operation: string, fields: FieldOwner["fields"], time = new Date(0)): FieldOwner => ({
  manager,
  operation,
  apiVersion: "apps/v1",
  time,
  subresource: null,
  fields,
});
const owned = (manager: string, operation: string, ...names: string[]): TemplateOwner => ({
  manager,
  operation,
  apiVersion: "apps/v1",
  fields: template(...names),
});
const REPLICAS = { "f:replicas": {} };
const OUR_MARK = { "f:metadata": { "f:annotations": { "f:lastgood.dev/rollback": {} } } };
const ours = (...names: string[]) => entry("lastgood", "Update", { ...OUR_MARK, ...template(...names) }, WRITTEN);
/** `kubectl` applied `both` and `changed`, and a rollback wrote the rest. */
const kubectl = entry("kubectl", "Apply", { "f:spec": { ...REPLICAS, ...template("both")["f:spec"] } });
const bot = (...fieldOwners: FieldOwner[]) =>
  workload({ resourceVersion: "7", template: live("both", "changed", "old", "lastgood.dev/restored"), fieldOwners });

function after(object: ReturnType<typeof bot>, recorded: { target?: TemplateOwner[]; from?: TemplateOwner[] }) {
  const patch = ownershipPatch(object, { target: [], from: [], ...recorded });
  const entries = (patch?.at(-1)?.value ?? []) as { manager: string; operation: string; time: string; fieldsV1: FieldOwner["fields"] }[];
  const names = ({ fieldsV1 }: (typeof entries)[number]) => {
    const root = fieldsV1 as ReturnType<typeof template>;
    return Object.keys(root["f:spec"]?.["f:template"]?.["f:metadata"]["f:annotations"] ?? {})
      .map((key) => key.replace("f:", ""))
      .filter((key) => key !== ".")
      .sort();
  };
  return { patch, entries, owns: Object.fromEntries(entries.map((one) => [`${one.manager} ${one.operation}`, names(one)])) };
}

describe("giving fields back", () => {
  test("is a patch on managedFields of the very version that was seen, and nothing else", () => {
    const { patch } = after(bot(kubectl, ours("changed")), {});
    expect(patch?.map(({ op, path, value }) => [op, path, ...(op === "test" ? [value] : [])])).toEqual([
      ["test", "/metadata/uid", "uid-omniserve"],
      ["test", "/metadata/resourceVersion", "7"],
      ["replace", "/metadata/managedFields"],
    ]);
  });

  test("is nothing to do where Lastgood owns none of them", () => {
    expect(after(bot(kubectl, entry("lastgood", "Update", OUR_MARK)), {}).patch).toBeNull();
  });

  test("keeps what is not the release's, and dates what came back as the write", () => {
    const { entries } = after(bot(kubectl, ours("changed")), { target: [owned("kubectl", "Apply", "both", "changed")] });
    expect(entries[0]).toMatchObject({ manager: "kubectl", time: WRITTEN.toISOString(), fieldsV1: { "f:spec": REPLICAS } });
    expect(entries[1]).toMatchObject({ manager: "lastgood", fieldsV1: OUR_MARK });
  });

  test.each<[string, FieldOwner[], { target?: TemplateOwner[]; from?: TemplateOwner[] }, Record<string, string[]>]>([
    [
      "to each what it owned under the target, if it is there",
      [kubectl, entry("kubectl-set", "Update", template("both")), ours("changed", "old")],
      { target: [owned("kubectl", "Apply", "both", "changed", "gone"), owned("kubectl-set", "Update", "old")] },
      { "kubectl Apply": ["both", "changed"], "kubectl-set Update": ["old"], "lastgood Update": [] },
    ],
    [
      "what defaults made to nobody",
      [kubectl, ours("changed", "old")],
      { target: [owned("kubectl", "Apply", "both", "changed")] },
      { "kubectl Apply": ["both", "changed"], "lastgood Update": [] },
    ],
    [
      "the mark of copies to whoever deploys, whose next apply drops it",
      [kubectl, ours("changed", "lastgood.dev/restored")],
      { target: [owned("kubectl", "Apply", "both", "changed")] },
      { "kubectl Apply": ["both", "changed", "lastgood.dev/restored"], "lastgood Update": [] },
    ],
    [
      "from who deployed it then to who deploys it now",
      [kubectl, ours("changed")],
      { target: [owned("kubectl-client-side-apply", "Update", "both", "changed")], from: [owned("kubectl", "Apply", "both", "changed")] },
      { "kubectl Apply": ["both", "changed"], "lastgood Update": [] },
    ],
    [
      "without a record, what differs to whom it was taken from, the rest to who deploys",
      [kubectl, ours("changed", "old")],
      { from: [owned("kubectl", "Apply", "both"), owned("kubectl-set", "Update", "changed")] },
      { "kubectl Apply": ["both", "old"], "lastgood Update": [], "kubectl-set Update": ["changed"] },
    ],
    [
      "without any record, to the applier",
      [entry("ci", "Update", template("both")), entry("kubectl", "Apply", { "f:spec": REPLICAS }), ours("changed", "old")],
      { from: [] },
      { "ci Update": ["both"], "kubectl Apply": ["changed", "old"], "lastgood Update": [] },
    ],
    ["to nobody where nobody is known", [ours("changed")], {}, { "lastgood Update": [] }],
  ])("%s", (_, owners, recorded, expected) => {
    expect(after(bot(...owners), recorded).owns).toEqual(expected);
  });

  test("leaves a controller's status alone", () => {
    const status = { ...entry("kube-controller-manager", "Update", { "f:status": {} }), subresource: "status" };
    expect(after(bot(kubectl, status, ours("changed")), {}).entries).toContainEqual(
      expect.objectContaining({ manager: "kube-controller-manager", subresource: "status", fieldsV1: { "f:status": {} } }),
    );
  });
});
