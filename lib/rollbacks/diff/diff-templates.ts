import { stringify } from "yaml";
import { canonicalTemplate } from "@/lib/bots/canonical-template";
import type { JsonObject } from "@/lib/platform/json";
import { maskTemplate } from "@/lib/platform/mask/mask-template";
import type { DiffGroup, DiffLine, TemplateDiff } from "../schemas";
import { shownFacts, type ShownFact, type ShownGroup } from "./shown-facts";

/** Longest value and longest list that a page shows; the raw text is bounded too. */
const MOST_CHARACTERS = 400;
const MOST_LINES = 500;
const MOST_RAW = 100_000;

/** What changes between two pod templates, named: image, env, resources, probes, volumes… Restart stamps and controllers' labels do not count. */
export function diffTemplates(from: JsonObject, to: JsonObject): TemplateDiff {
  const [before, after] = [readable(from), readable(to)];
  const old = new Map(before.groups.map((group) => [group.title, group]));
  const target = new Map(after.groups.map((group) => [group.title, group]));

  const titles = [...new Set([...target.keys(), ...old.keys()])];
  const groups = titles.flatMap((title) => diffGroup(old.get(title), target.get(title)));
  return { groups, raw: { from: rawText(before.masked), to: rawText(after.masked) } };
}

function readable(template: JsonObject): { groups: ShownGroup[]; masked: JsonObject } {
  const canonical = JSON.parse(canonicalTemplate(template)) as JsonObject;
  const masked = maskTemplate(canonical);
  return { groups: shownFacts(canonical, masked), masked };
}

function diffGroup(from: ShownGroup | undefined, to: ShownGroup | undefined): DiffGroup[] {
  const named = to ?? from;
  if (!named) return [];
  const before = byKey(from?.facts ?? []);
  const after = byKey(to?.facts ?? []);
  const keys = [...new Set([...after.keys(), ...before.keys()])];
  const lines = keys.flatMap((key) => diffLine(before.get(key), after.get(key)));
  return lines.length === 0 ? [] : [{ title: named.title, container: named.container, lines: bounded(lines) }];
}

function diffLine(from: ShownFact | undefined, to: ShownFact | undefined): DiffLine[] {
  const named = to ?? from;
  if (!named || from?.value === to?.value) return [];
  const change = from && to ? "changed" : to ? "added" : "removed";
  const hidden = from !== undefined && to !== undefined && from.shown === to.shown;
  return [
    {
      change,
      what: named.what,
      key: named.key,
      from: from ? cut(from.shown) : null,
      to: to ? cut(hidden ? `${to.shown} (another value)` : to.shown) : null,
    },
  ];
}

/** Facts by what and key; a key that comes twice (legal for env: the last one counts) is kept apart. */
function byKey(facts: readonly ShownFact[]): Map<string, ShownFact> {
  const map = new Map<string, ShownFact>();
  for (const fact of facts) {
    let key = `${fact.what}\u0000${fact.key}`;
    while (map.has(key)) key += "\u0000again";
    map.set(key, fact);
  }
  return map;
}

function bounded(lines: DiffLine[]): DiffLine[] {
  if (lines.length <= MOST_LINES) return lines;
  const more = `${lines.length - MOST_LINES} more lines differ`;
  return [...lines.slice(0, MOST_LINES), { change: "changed", what: "other", key: "not shown here", from: null, to: more }];
}

function cut(text: string): string {
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}… (${text.length.toLocaleString("en")} characters)` : text;
}

/** YAML, as people write templates. A very large one is only counted: turning 1 MiB into YAML would hold up everybody else. */
function rawText(template: JsonObject): string {
  const size = JSON.stringify(template).length;
  if (size > MOST_RAW) return `# ${size.toLocaleString("en")} characters: too large to show here`;
  return stringify(template, { version: "1.1" });
}
