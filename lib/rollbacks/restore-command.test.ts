import { describe, expect, test } from "vitest";
import type { ConfigReference } from "@/lib/bots/config/config-references";
import { configMap } from "@/lib/health/testing/sightings";
import { restoreCommand } from "./restore-command";

const seen: ConfigReference = { name: "rules", optional: false, env: [], files: "all", uses: [] };
const copy = configMap("rules-lg-0", { "a.yaml": "secret: 1" });
const put = (over: Partial<Parameters<typeof restoreCommand>[0]> = {}) =>
  restoreCommand({
    namespace: "support",
    name: "rules",
    reference: seen,
    original: configMap("rules", { "a.yaml": "other" }),
    copy,
    ...over,
  });

const READ = `kubectl -n support get configmap rules-lg-0 -o jsonpath='{"{"}"data":{.data}{"}"}'`;
const PATCH = "kubectl -n support patch configmap rules --type merge";

describe("the command that puts an original right", () => {
  test.each([
    ["sets what differs", {}, `${READ} | ${PATCH} --patch-file /dev/stdin`],
    [
      "takes away what pods would see and do not see now",
      { original: configMap("rules", { "a.yaml": "", old: "", "older.txt": "" }, { binaryData: { bin: "AA==" } }) },
      `${PATCH} -p '{"data":{"old":null,"older.txt":null},"binaryData":{"bin":null}}' && ${READ} | ${PATCH} --patch-file /dev/stdin`,
    ],
    [
      "leaves keys that pods cannot see",
      { reference: { ...seen, files: ["a.yaml"] }, original: configMap("rules", { "a.yaml": "", theirs: "" }) },
      `${READ} | ${PATCH} --patch-file /dev/stdin`,
    ],
    [
      "reads text and bytes",
      { copy: configMap("rules-lg-0", { a: "1" }, { binaryData: { b: "AA==" } }), original: configMap("rules", { a: "2" }) },
      `${READ.replace("{.data}", '{.data},"binaryData":{.binaryData}')} | ${PATCH} --patch-file /dev/stdin`,
    ],
    [
      "only takes away, where the copy is empty",
      { copy: configMap("rules-lg-0"), original: configMap("rules", { a: "2" }) },
      `${PATCH} -p '{"data":{"a":null}}'`,
    ],
    [
      "makes a missing one",
      { original: null },
      `${READ.replace(`"data"`, `"apiVersion":"v1","kind":"ConfigMap","metadata":{"{"}"name":"rules"{"}"},"data"`)} | kubectl -n support create -f -`,
    ],
  ])("%s", (_, over, expected) => expect(put(over)).toBe(expected));

  test.each([
    ["an immutable one", { original: configMap("rules", {}, { immutable: true }) }],
    ["a name that a shell would read otherwise", { name: "rules'; rm -rf ~ #" }],
    ["a copy of such a name", { copy: configMap("$(reboot)", { a: "1" }) }],
    ["such a namespace", { namespace: "support --all" }],
    ["such a key", { original: configMap("rules", { "a.yaml": "", "'; reboot": "" }) }],
  ])("is none for %s", (_, over) => expect(put(over)).toBeNull());
});
