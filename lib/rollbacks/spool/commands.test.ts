import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { template, workload } from "@/lib/health/testing/sightings";
import { commandsOf, scriptOf } from "./commands";
import type { SpooledPlan } from "./spool";

const NASTY = [
  'it\'s "$HOME" `id` $(id) \\ \\n',
  "a\nLASTGOOD\nb",
  "a && b <c>",
  "\u0000\u0007\u001b[2J\u007f\u0085\u2028\u202e\ufeff",
  "日本 🎉",
];

const plan = (more: Partial<SpooledPlan> = {}): SpooledPlan => ({
  bot: {
    id: "bot_1",
    title: "OmniServe",
    namespace: "support",
    kind: "Deployment",
    name: "omniserve",
    environment: { name: "production", title: "Production", context: null, stamps: [] },
  },
  from: { id: "rel_2", version: "1.2.0" },
  to: { id: "rel_1", version: "1.1.0" },
  live: workload({ template: template("1.2.0") }),
  bring: { ...template("1.1.0"), said: NASTY },
  changeCause: null,
  copies: [],
  contents: {},
  madeAt: "2026-11-21T10:00:00.000Z",
  ...more,
});

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), "lastgood-commands-"));
  // Writes down its arguments and what it is fed.
  const kubectl = `#!/bin/sh\nprintf '%s\\n' "$*" >> ${dir}/asked\ncase "$*" in *get*) exit 1;; *create*|*patch*) cat > ${dir}/fed-$3;; esac\n`;
  writeFileSync(path.join(dir, "kubectl"), kubectl, { mode: 0o755 });
  return () => rmSync(dir, { recursive: true });
});
const run = (shell: string, script: string) =>
  execFileSync(shell, ["-c", `${script}\necho still here`], { env: { ...process.env, PATH: `${dir}:${process.env.PATH}` } }).toString();
const read = (name: string) => readFileSync(path.join(dir, name), "utf8");

describe.each(["sh", "bash"])("in %s", (shell) => {
  test("the shell takes nothing of what is brought for its own, whatever it holds", () => {
    const sent = plan();
    expect(run(shell, scriptOf(commandsOf(sent, "rb_1")))).toBe("still here\n");
    const operations = JSON.parse(read("fed-patch")) as {
      op: string;
      path: string;
      value: unknown;
    }[];
    expect(operations.map(({ op, path }) => `${op} ${path}`).slice(0, 3)).toEqual([
      "test /metadata/uid",
      "test /spec/template",
      "replace /spec/template",
    ]);
    expect(operations[1]?.value).toEqual(sent.live.template);
    expect(operations[2]?.value).toEqual(sent.bring);
  });

  test("copies come first, with their content byte by byte", () => {
    const contents = Object.fromEntries(NASTY.map((text, index) => [`hash${index}`, Buffer.from(text).toString("base64")]));
    const files = NASTY.map((_, index) => ({ key: `key${index}`, kind: "text" as const, hash: `hash${index}`, size: 1 }));
    const sent = plan({ contents, copies: [{ name: "rules-lg-1", of: "rules", files }] });
    run(shell, scriptOf(commandsOf(sent, "rb_1")));
    const lines = read("asked").split("\n");
    expect(lines.map((line) => line.split(" ")[2])).toEqual(["get", "create", "patch", "rollout", undefined]);
    const { data, immutable } = JSON.parse(read("fed-create")) as { data: Record<string, string>; immutable: boolean };
    expect([Object.values(data), immutable]).toEqual([NASTY, true]);
  });
});

test("what fails ends it there, and leaves the shell open", () => {
  writeFileSync(path.join(dir, "kubectl"), `#!/bin/sh\nprintf '%s\\n' "$3" >> ${dir}/asked\nexit 1\n`, { mode: 0o755 });
  expect(run("bash", scriptOf(commandsOf(plan(), "rb_1")))).toBe("still here\n");
  expect(read("asked")).toBe("patch\n");
});

test("kubectl reads a list as YAML: nothing is in it that YAML takes otherwise", () => {
  const { command = "" } = commandsOf(plan(), "rb_1")[0] ?? {};
  const text = command.split("\n").slice(1, -1).join("\n");
  expect(parse(text)).toEqual(JSON.parse(text));
  expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\ufeff]/);
});

test("a context that is named is named, in quotes where it needs them", () => {
  const { bot } = plan();
  const named = plan({ bot: { ...bot, environment: { ...bot.environment, context: "prod's eu" } } });
  expect(commandsOf(named, "rb_1").at(-1)?.command).toBe(
    "kubectl --context 'prod'\\''s eu' -n support rollout status deployment omniserve --timeout=10m",
  );
});
