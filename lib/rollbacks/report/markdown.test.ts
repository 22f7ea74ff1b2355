import { describe, expect, test } from "vitest";
import { escapeMarkdown, fenced } from "./markdown";

describe("text of a cluster in Markdown", () => {
  test.each([
    ["1.2.0 went live.", "1.2.0 went live."],
    ["87 % of replies are ‘urgent’", "87 % of replies are ‘urgent’"],
    ["[pay](https://evil.example)", "\\[pay\\](https\\://evil.example)"],
    ["![x](http://evil.example/p.png)", "\\!\\[x\\](http\\://evil.example/p.png)"],
    ["www.evil.example", "www\\.evil.example"],
    ["<img src=x onerror=alert(1)>", "\\<img src=x onerror=alert(1)\\>"],
    ["&lt;b&gt;", "\\&lt;b\\&gt;"],
    ["# big\n- list", "\\# big - list"],
    ["- list", "\\- list"],
    ["1. first", "1\\. first"],
    ["a | b `c` *d* _e_ ~f~", "a \\| b \\`c\\` \\*d\\* \\_e\\_ \\~f\\~"],
    ["back\\slash", "back\\\\slash"],
    ["@everyone", "\\@everyone"],
    ["turned\u202eround\u0007", "turned\ufffdround\ufffd"],
  ])("%j is %j", (text, expected) => expect(escapeMarkdown(text)).toBe(expected));
});

describe("a block", () => {
  test("is fenced", () => expect(fenced("diff", ["- a", "+ b"])).toBe("```diff\n- a\n+ b\n```"));
  test("is ended by nothing in it", () => {
    expect(fenced("diff", ["+ ```", "x\n````", "# out"])).toBe("`````diff\n+ ```\nx\n````\n# out\n`````");
  });
});
