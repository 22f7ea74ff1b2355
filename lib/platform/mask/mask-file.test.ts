import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maskFile } from "./mask-file";

const lines = (...all: string[]) => all.join("\n");

describe("a file of a ConfigMap", () => {
  test.each<[string, string, string, string]>([
    [
      "YAML, by name",
      "bot.yaml",
      lines("routing:", "  escalate_above: 0.7", "  api_key: my secret phrase # old", "- token: canary", '"dbPassword": "canary"'),
      lines("routing:", "  escalate_above: 0.7", "  api_key: ••••••", "- token: ••••••", '"dbPassword": "••••••"'),
    ],
    [
      "YAML, in the lines below",
      "bot.yaml",
      lines(
        "password: |",
        "  canary one",
        "",
        "  canary two",
        "mode: strict",
        "tokens:",
        "- canary",
        "- canary",
        "next: 1",
        "secrets:",
        "  db: canary",
        "  use: true",
      ),
      lines(
        "password: |",
        "  ••••••",
        "",
        "  ••••••",
        "mode: strict",
        "tokens:",
        "- ••••••",
        "- ••••••",
        "next: 1",
        "secrets:",
        "  db: ••••••",
        "  use: true",
      ),
    ],
    [
      "YAML, a scalar that goes on",
      "bot.yaml",
      lines('token: "canary', '  canary"', "mode: strict"),
      lines("token: ••••••", "  ••••••", "mode: strict"),
    ],
    [
      "YAML, a manifest in it",
      "pod.yaml",
      lines(
        "env:",
        "- name: BOT_TOKEN",
        "  value: canary",
        "- name: MODE",
        "  value: strict",
        "- name: KEY",
        "  valueFrom:",
        "    secretKeyRef:",
        "      name: bot-token",
      ),
      lines(
        "env:",
        "- name: BOT_TOKEN",
        "  value: ••••••",
        "- name: MODE",
        "  value: strict",
        "- name: KEY",
        "  valueFrom:",
        "    secretKeyRef:",
        "      name: bot-token",
      ),
    ],
    ["YAML in one line", "bot.yaml", "db: {user: bot, password: canary, pool: 5}", "db: {user: bot, password: ••••••, pool: 5}"],
    [
      "properties",
      "bot.properties",
      lines("# password=old words", "db.password = my canary", "model=gpt-4o", "export API_KEY=canary", "url=jdbc:x://u:canary@db/x"),
      lines("# password=•••••• words", "db.password = ••••••", "model=gpt-4o", "export API_KEY=••••••", "url=jdbc:x://u:••••••@db/x"),
    ],
    [
      "JSON in one line",
      "bot.json",
      `{"model":"gpt-4o","max_tokens":4096,"api_key":"canary","pins":{"password":1234},"credentials":[{"user":"canary"},["canary"]],"after":"x"}`,
      `{"model":"gpt-4o","max_tokens":4096,"api_key":"••••••","pins":{"password":••••••},"credentials":[{"user":"••••••"},["••••••"]],"after":"x"}`,
    ],
    [
      "JSON with its layout",
      "bot",
      lines(
        "{",
        '  "clientSecret" : "can\\"ary",',
        '  "use_token": true,',
        '  "env": [{"name": "BOT_TOKEN", "value": "canary"}],',
        '  "value": "x"',
        "}",
      ),
      lines(
        "{",
        '  "clientSecret" : "••••••",',
        '  "use_token": true,',
        '  "env": [{"name": "BOT_TOKEN", "value": "••••••"}],',
        '  "value": "x"',
        "}",
      ),
    ],
    ["JSON that breaks off", "bot.json", `{"a": [1, {"token": "canary`, `{"a": [1, {"token": "••••••`],
    [
      "a prompt",
      "prompt.md",
      lines(
        "Password: the customer never gets one.",
        "Token: canary",
        "Never say sk-proj-canary0123456789.",
        "",
        "  Secrets:",
        "    - stay secret",
      ),
      lines("Password: the customer never gets one.", "Token: ••••••", "Never say ••••••", "", "  Secrets:", "    - stay secret"),
    ],
    [
      "a key",
      "tls.key",
      lines("-----BEGIN PRIVATE KEY-----", "canary", "canary", "-----END PRIVATE KEY-----", "x"),
      lines("-----BEGIN PRIVATE KEY-----", "••••••", "••••••", "-----END PRIVATE KEY-----", "x"),
    ],
    ["a single value under a credential's name", "API_TOKEN", "canary one\n", "••••••\n"],
    ["a single value under another name", "LOG_LEVEL", "debug\n", "debug\n"],
    ["nothing", "x.yaml", "", ""],
  ])("%s", (_, key, text, shown) => {
    expect(maskFile(key, text)).toBe(shown);
  });

  test("has as many lines as before, however it is broken", () => {
    const word = fc.constantFrom(
      "password",
      "token:",
      "=",
      '"',
      "{",
      "}",
      "[",
      "\n",
      "\n  ",
      "- ",
      " sk-a1b2c3d4e5f6a7b8",
      "|",
      ":",
      ",",
      "\\",
      "x",
      "•",
      "\r\n",
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), fc.constantFrom("a.json", "a.yaml", "a.env", "a.md", "token"), (words, key) => {
        const text = words.join("");
        const shown = maskFile(key, text);
        expect(shown.split("\n")).toHaveLength(text.split("\n").length);
        expect(shown).not.toContain("a1b2c3d4");
      }),
      { numRuns: 2_000 },
    );
  });
});
