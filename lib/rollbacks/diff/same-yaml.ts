import { parseAllDocuments } from "yaml";

/** Larger ones are not parsed: it would hold up everybody else. */
const LARGEST = 32 * 1024;

/** Whether two YAML texts say the same in the same order; false where that is not known. */
export function sameYaml(one: string, other: string): boolean {
  if (one.length + other.length > 2 * LARGEST) return false;
  const said = saidBy(one);
  return said !== null && said === saidBy(other);
}

function saidBy(text: string): string | null {
  try {
    const documents = parseAllDocuments(text, { logLevel: "silent" });
    if (!Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0)) return null;
    return JSON.stringify(documents.map((document) => document.toJS({ maxAliasCount: 100 }) as unknown));
  } catch {
    return null;
  }
}
