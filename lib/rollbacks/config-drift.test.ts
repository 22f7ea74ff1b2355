import { describe, expect, test } from "vitest";
import type { ConfigReference } from "@/lib/bots/config/config-references";
import { configMap } from "@/lib/health/testing/sightings";
import { configDrift } from "./config-drift";

const reference: ConfigReference = { name: "rules", optional: false, env: [], files: ["a.yaml", "b"], uses: [] };
const named = { namespace: "support", name: "rules", copyName: "rules-lg-0", reference };
const copy = configMap("rules-lg-0", { "a.yaml": "limit: 7\n" });
const drift = (original: ReturnType<typeof configMap> | null, more: Partial<typeof named> = {}) =>
  configDrift({ ...named, ...more }, { original, copy });

describe("the original of a copy that runs", () => {
  test("does not differ where pods would see the same, whatever else it holds", () => {
    expect(drift(configMap("rules", { "a.yaml": "limit: 7\n", theirs: "x" }))).toEqual({
      name: "rules",
      copy: "rules-lg-0",
      differs: false,
      diff: [],
      command: null,
      note: null,
    });
  });

  test("differs by a line, from what runs to what would come", () => {
    const { differs, diff, command } = drift(configMap("rules", { "a.yaml": "limit: 2\n" }));
    expect([differs, command !== null]).toEqual([true, true]);
    expect(diff[0]?.hunks[0]?.lines).toEqual([
      { sign: "-", text: "limit: 7" },
      { sign: "+", text: "limit: 2" },
    ]);
  });

  test("says what is to be known beside the lines", () => {
    expect(drift(null)).toMatchObject({ differs: true, note: expect.stringMatching(/could not start\.$/) as string });
    expect(drift(null, { reference: { ...reference, optional: true } })).toMatchObject({
      note: expect.stringMatching(/go without\.$/) as string,
    });
    const fixed = drift(configMap("rules", { "a.yaml": "limit: 2\n" }, { immutable: true }));
    expect(fixed).toMatchObject({ differs: true, command: null, note: expect.stringContaining("immutable") as string });
  });

  test("is shown with credentials hidden", () => {
    const text = JSON.stringify(drift(configMap("rules", { "a.yaml": "password: hunter2\n" })));
    expect(text).not.toContain("hunter2");
  });

  test("beside a copy that somebody deleted says so, and offers nothing that would not work", () => {
    const gone = configDrift(named, { original: configMap("rules", { "a.yaml": "limit: 2\n" }), copy: null });
    expect(gone).toMatchObject({
      differs: true,
      command: null,
      note: expect.stringContaining("rules-lg-0 is not in the cluster") as string,
    });
  });
});
