export type FileFormat = "yaml" | "json" | "properties" | "text";

const BY_ENDING: [RegExp, FileFormat][] = [
  [/\.jsonc?$/i, "json"],
  [/\.ya?ml$/i, "yaml"],
  [/\.(?:properties|ini|cfg|conf|toml)$|(?:^|\.)env(?:\.\w+)?$/i, "properties"],
  [/\.(?:txt|md|prompt|tmpl|j2|html|xml|py|js|sh|lua|sql|csv)$/i, "text"],
];
const PROPERTY = /^\s*(?:export +)?[\w.$/-]+\s*=/;
const YAML_LINE = /^\s*(?:- |[\w."'$/-]+:(?:\s|$))/;
const LINES_LOOKED_AT = 200;

/** How a file of a ConfigMap is to be read: by the ending of its key, else by what it looks like. */
export function fileFormat(key: string, text: string): FileFormat {
  const byEnding = BY_ENDING.find(([ending]) => ending.test(key));
  if (byEnding) return byEnding[1];
  if (/^\s*[[{]/.test(text) && isJson(text)) return "json";
  const lines = text.split("\n", LINES_LOOKED_AT).filter((line) => !/^\s*(?:#|$)/.test(line));
  if (lines.length > 0 && lines.every((line) => PROPERTY.test(line))) return "properties";
  return lines.length > 0 && lines.every((line) => YAML_LINE.test(line)) ? "yaml" : "text";
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
