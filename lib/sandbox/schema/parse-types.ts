import type { StructType, ValueType } from "./types";

/**
 * Reads the compact notation of the type tables: `Name = field:type field:type`, continued on indented lines.
 *
 * | written | means |
 * |---|---|
 * | `s` `y` `i` `n` `b` `q` `x` `t` `o` | string, bytes in base64, integer, number, boolean, quantity, integer or string, time, anything |
 * | `s?` | left out of the stored object when it is empty, 0 or false |
 * | `{s}` | map of strings |
 * | `[T]` `[s]@` `[T]@name` | list replaced as a whole, set, list whose items are known by a key |
 * | `field!` | required |
 * | `Name~` | owned as a whole |
 * | `^` | honours `$retainKeys` |
 */
export function parseTypes(notation: string): Map<string, StructType> {
  const types = new Map<string, StructType>();
  for (const line of notation.replaceAll(/\n +/g, " ").split("\n")) {
    const [head = "", ...fields] = line.split(/ = | /).filter(Boolean);
    if (head !== "") types.set(head.replace("~", ""), parseStruct(head, fields));
  }
  return types;
}

function parseStruct(head: string, fields: string[]): StructType {
  const parsed = fields
    .filter((field) => field.includes(":"))
    .map((field) => {
      const colon = field.indexOf(":");
      const name = field.slice(0, colon);
      return [name.replace("!", ""), { required: name.endsWith("!"), type: parseValue(field.slice(colon + 1)) }] as const;
    });
  return { name: head.replace("~", ""), atomic: head.endsWith("~"), fields: new Map(parsed) };
}

const scalars = {
  s: "string",
  y: "bytes",
  i: "integer",
  n: "number",
  b: "boolean",
  q: "quantity",
  x: "int-or-string",
  t: "time",
  o: "anything",
} as const;

function parseValue(written: string): ValueType {
  const retainKeys = written.endsWith("^");
  const text = retainKeys ? written.slice(0, -1) : written;
  if (text.startsWith("{")) return { kind: "map", of: parseValue(text.slice(1, -1)) };
  if (text.startsWith("[")) {
    const end = text.lastIndexOf("]");
    const of = parseValue(text.slice(1, end));
    const suffix = text.slice(end + 1);
    if (suffix === "") return { kind: "list", of, shape: "atomic", keys: [], retainKeys };
    if (suffix === "@") return { kind: "list", of, shape: "set", keys: [], retainKeys };
    return { kind: "list", of, shape: "map", keys: suffix.slice(1).split("+"), retainKeys };
  }
  const scalar = scalars[text.replace("?", "") as keyof typeof scalars];
  return scalar ? { kind: scalar, omitZero: text.endsWith("?") } : { kind: "struct", name: text, retainKeys };
}
