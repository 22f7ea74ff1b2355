import { describe, expect, test } from "vitest";
import type { ConfigBytes, ConfigContents } from "./config-contents";
import { diffConfig } from "./diff-config";
import { bytes, difference, hunksOf, lines, maps, oneFile, recorded, text } from "./testing/config-diffs";

describe("the diff of what pods see of ConfigMaps", () => {
  test("is empty for the same bytes, whatever the order of maps and keys", () => {
    const one = maps({ a: recorded({ x: text("1"), y: bytes(1, 2) }), b: recorded({}), c: { state: "missing" } });
    const other = maps({ c: { state: "missing" }, b: recorded({}), a: recorded({ y: bytes(1, 2), x: text("1") }) });
    expect(diffConfig(one, other)).toEqual([]);
  });

  test("names map, key and lines, with three lines around them and their numbers", () => {
    const yaml = (threshold: string) => `a: 1\nb: 2\nrouting:\n  escalate_above: ${threshold}\n  to: people\nc: 3\nd: 4\ne: 5\n`;
    const file = difference("thresholds.yaml", yaml("0.2"), yaml("0.7"));
    expect(file).toMatchObject({
      map: "rules",
      key: "thresholds.yaml",
      change: "changed",
      format: "yaml",
      note: null,
      added: 1,
      removed: 1,
      unshown: 0,
    });
    expect(hunksOf(file)).toEqual([
      "@1,1",
      " a: 1",
      " b: 2",
      " routing:",
      "-  escalate_above: 0.2",
      "+  escalate_above: 0.7",
      "   to: people",
      " c: 3",
      " d: 4",
    ]);
  });

  test("keeps apart what lies far apart and together what lies close", () => {
    const file = difference(
      "a.txt",
      lines(40, (i) => `line ${i}`),
      lines(40, (i) => ([4, 10, 30].includes(i) ? `other ${i}` : `line ${i}`)),
    );
    expect(file.hunks.map(({ fromLine, lines: { length } }) => [fromLine, length])).toEqual([
      [2, 15],
      [28, 8],
    ]);
    expect(hunksOf(file)?.filter((line) => /^[-+]/.test(line))).toHaveLength(6);
  });

  test("numbers both sides where one has more lines", () => {
    const file = difference(
      "a.txt",
      lines(30, (i) => `line ${i}`),
      `new\nnew\n${lines(29, (i) => `line ${i}`)}`,
    );
    expect(hunksOf(file)).toEqual([
      "@1,1",
      "+new",
      "+new",
      " line 0",
      " line 1",
      " line 2",
      "@27,29",
      " line 26",
      " line 27",
      " line 28",
      "-line 29",
    ]);
  });

  test("shows files that come and go", () => {
    const files = diffConfig(maps({ rules: recorded({ a: text("1\n2"), c: text("") }) }), maps({ rules: recorded({ b: text("x") }) }));
    expect(files.map(({ key, change, added, removed, note }) => [key, change, added, removed, note])).toEqual([
      ["a", "removed", 0, 2, null],
      ["b", "added", 1, 0, null],
      ["c", "removed", 0, 0, "It is empty."],
    ]);
    expect(hunksOf(files[0])).toEqual(["@1,1", "-1", "-2"]);
  });

  test("copes with keys that are names of objects' own", () => {
    const odd = (content: string) =>
      new Map([
        [
          "rules",
          {
            state: "recorded" as const,
            files: new Map([
              ["__proto__", text(content)],
              ["constructor", text(content)],
            ]),
          },
        ],
      ]);
    expect(diffConfig(odd("1"), odd("2")).map(({ key }) => key)).toEqual(["__proto__", "constructor"]);
  });
});

describe("a map that is not recorded", () => {
  const there = recorded({ a: text("1") });
  const uncovered = { state: "uncovered", why: "rewritten" } as const;
  test.each<[string, ConfigContents, ConfigContents, unknown[]]>([
    [
      "was missing",
      maps({ rules: { state: "missing" } }),
      maps({ rules: there }),
      [
        ["added", null, "There was no such ConfigMap before."],
        ["added", "a", null],
      ],
    ],
    [
      "is missing",
      maps({ rules: there }),
      maps({ rules: { state: "missing" } }),
      [
        ["removed", null, "There is no such ConfigMap afterwards."],
        ["removed", "a", null],
      ],
    ],
    [
      "is not covered",
      maps({ rules: there }),
      maps({ rules: uncovered }),
      [["not-compared", null, "Not compared: on one side it is not recorded, because controllers keep rewriting it."]],
    ],
    ["is covered on neither side", maps({ rules: uncovered }), maps({ rules: uncovered }), []],
    ["is not covered, and nobody refers to it there", maps({}), maps({ rules: uncovered }), []],
    ["is missing, and nobody refers to it there", maps({}), maps({ rules: { state: "missing" } }), []],
    ["is not referred to there", maps({}), maps({ rules: there }), [["added", "a", null]]],
  ])("%s", (_, from, to, said) => {
    expect(diffConfig(from, to).map(({ change, key, note }) => [change, key, note])).toEqual(said);
  });
});

describe("formats", () => {
  test.each([
    ["rules.json", `{"a": 1}`, `{"a": 2}`, "json"],
    ["rules", `{"a": 1}`, `{"a": 2}`, "json"],
    ["app.properties", "a=1", "a=2", "properties"],
    ["settings", "A=1\nB=2", "A=1\nB=3", "properties"],
    ["prompt.md", "Be kind.", "Be brief.", "text"],
    ["rules", `{"a": 1}`, "none", "text"],
    ["LOG_LEVEL", "debug", "info", "text"],
  ])("%s: %s", (key, from, to, format) => expect(difference(key, from, to).format).toBe(format));

  test("lays minified JSON out on both sides, digit for digit", () => {
    const rules = (last: string) =>
      `{"rules":[${lines(9, (i) => `{"id":${i},"weight":12345678901234567890.10}`).replaceAll("\n", ",")}],"threshold":${last}}`;
    const file = difference("rules.json", rules("0.2"), rules("0.7"));
    expect(file).toMatchObject({ note: "Laid out here; the file has it all in one line.", added: 1, removed: 1 });
    expect(hunksOf(file)).toEqual([
      "@37,37",
      '       "weight": 12345678901234567890.10',
      "     }",
      "   ],",
      '-  "threshold": 0.2',
      '+  "threshold": 0.7',
      " }",
    ]);
  });

  test.each([
    [
      "JSON, minified",
      "a.json",
      JSON.stringify({ words: ["refund", "cancel"], note: "escalate when the customer is angry, and only then", on: true }),
      "json",
      "Only formatting differs.",
    ],
    ["JSON, indented otherwise", "a.json", `{"a":\n1}`, "json", "Only formatting differs."],
    ["Windows' line ends", "a.txt", "one\r\ntwo\r\n", "lines", "Only line endings differ."],
  ])("says when only formatting differs: %s", (_, key, from, how, note) => {
    const to = how === "json" ? JSON.stringify(JSON.parse(from), null, 4) : from.replaceAll("\r", "");
    expect(difference(key, from, to)).toMatchObject({ note, hunks: [], added: 0, removed: 0 });
  });

  test("a digit more is no formatting, nor is the order of members", () => {
    expect(difference("a.json", `{\n"a": 12345678901234567890}`, `{"a": 12345678901234567891}`).hunks).toHaveLength(1);
    expect(difference("a.json", `{"a":1,\n"b":2}`, `{"b":2,\n"a":1}`).hunks).toHaveLength(1);
  });

  test("YAML that reads the same is said to, and its lines are shown", () => {
    expect(difference("a.yaml", "# old\na: 'x'\n", "# new\na: x\n")).toMatchObject({
      note: "Only comments or formatting differ.",
      added: 2,
    });
    expect(difference("a.yaml", "a: 1\n", "a: 2\n").note).toBeNull();
    expect(difference("a.yaml", "a: [1\n", "a: [1 \n").note).toBeNull();
  });

  test("binary, and text that is no UTF-8, are said with size and hash", () => {
    const [file] = diffConfig(oneFile("model.bin", bytes(0, 1, 2)), oneFile("model.bin", bytes(0, 1)));
    expect(file).toMatchObject({
      format: "binary",
      note: "Binary: 3 bytes (sha256 ae4b3280e56e) before, 2 bytes (sha256 b413f47d13ee) after.",
      hunks: [],
    });
    const broken: ConfigBytes = { kind: "text", bytes: Buffer.from([0x61, 0xff]) };
    expect(diffConfig(oneFile("a.txt", "a"), oneFile("a.txt", broken))[0]).toMatchObject({ format: "binary", hunks: [] });
    expect(diffConfig(oneFile("a.txt", text("a")), oneFile("a.txt", bytes(0x61)))[0]?.note).toMatch(/bytes are the same/);
  });
});

describe("credentials in files", () => {
  test("are hidden, and that one changed is still told", () => {
    const yaml = (password: string, mode: string) => `mode: ${mode}\npassword: ${password}\n`;
    const file = difference("db.yaml", yaml("hunter-one", "a"), yaml("hunter-two", "a"));
    expect(hunksOf(file)).toEqual(["@1,1", " mode: a", "-password: ••••••", "+password: •••••• (another value)"]);
    const both = difference("db.yaml", yaml("hunter-one", "a"), yaml("hunter-one", "b"));
    expect(hunksOf(both)).toEqual(["@1,1", "-mode: a", "+mode: b", " password: ••••••"]);
  });

  test("are hidden in minified JSON too, which is laid out all the same", () => {
    const json = (token: string) =>
      JSON.stringify({ model: "gpt-4o", nested: [{ clientSecret: token, pin: { password: 1234 } }], words: lines(20, () => "x") });
    const file = difference("bot.json", json("hunter-one"), json("hunter-two"));
    expect(JSON.stringify(file)).not.toMatch(/hunter|1234/);
    expect(hunksOf(file)).toContain('+      "clientSecret": "••••••", (another value)');
  });

  test("are hidden in lines around a change, whichever side's rules hide them", () => {
    const file = difference("a.yaml", "password: |\n  hunter\nb: 1\n", "note: |\n  hunter\nb: 2\n");
    expect(JSON.stringify(file)).not.toContain("hunter");
  });
});
