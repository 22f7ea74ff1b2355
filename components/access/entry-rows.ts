/** One thing that an entry tells of, before and after; null where that side does not name it. */
export type EntryRow = { label: string; before: string | null; after: string | null };

const LONGEST = 2_000;

/** What an audit entry recorded, thing by thing, in words: keys become labels, nested ones a path. */
export function entryRows(before: unknown, after: unknown): EntryRow[] {
  const [left, right] = [flat(before), flat(after)];
  return [...new Set([...left.keys(), ...right.keys()])].map((label) => ({
    label,
    before: left.get(label) ?? null,
    after: right.get(label) ?? null,
  }));
}

function flat(value: unknown): Map<string, string> {
  const found = new Map<string, string>();
  walk(value, []);
  return found;

  function walk(inner: unknown, path: string[]): void {
    if (inner === undefined || (inner === null && path.length === 0)) return;
    if (Array.isArray(inner) && inner.some(isObject)) return inner.forEach((item, index) => walk(item, [...path, String(index + 1)]));
    if (isObject(inner)) return Object.entries(inner).forEach(([key, child]) => walk(child, [...path, words(key)]));
    found.set(path.length === 0 ? "value" : path.join(" · "), say(inner));
  }
}

function say(value: unknown): string {
  if (value === null || value === "") return "nothing";
  if (typeof value === "boolean") return value ? "yes" : "no";
  const text = Array.isArray(value) ? value.map(say).join(", ") || "none" : String(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length - LONGEST} more characters)` : text;
}

/** "expiresAt" is "expires at". */
function words(key: string): string {
  return key.replace(/(?<=[a-z0-9])(?=[A-Z])|_/g, " ").toLowerCase();
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
