import { ApiError } from "../objects/api-error";
import type { JsonObject } from "../objects/json";

/** Field numbers of the few kinds that kubectl sends in protobuf: those that it creates from its own arguments. */
interface Message {
  [field: number]: [name: string, type: "text" | "bytes" | "flag" | "map" | "bytes-map" | Message];
}

const meta: Message = {
  1: ["name", "text"],
  2: ["generateName", "text"],
  3: ["namespace", "text"],
  11: ["labels", "map"],
  12: ["annotations", "map"],
};
const attributes: Message = {
  1: ["namespace", "text"],
  2: ["verb", "text"],
  3: ["group", "text"],
  4: ["version", "text"],
  5: ["resource", "text"],
  6: ["subresource", "text"],
  7: ["name", "text"],
};
const kinds: Record<string, Message> = {
  Namespace: { 1: ["metadata", meta] },
  ConfigMap: { 1: ["metadata", meta], 2: ["data", "map"], 3: ["binaryData", "bytes-map"], 4: ["immutable", "flag"] },
  SelfSubjectAccessReview: {
    2: ["spec", { 1: ["resourceAttributes", attributes], 2: ["nonResourceAttributes", { 1: ["path", "text"], 2: ["verb", "text"] }] }],
  },
  SelfSubjectRulesReview: { 2: ["spec", { 1: ["namespace", "text"] }] },
};

const magic = Buffer.from("k8s\0");

/** The object in a protobuf body, as JSON. @throws ApiError 415 for a kind that is not among them */
export function readProtobuf(body: Buffer): JsonObject {
  const [typeMeta, raw] = body.subarray(0, 4).equals(magic)
    ? [1, 2].map((field) => [...fieldsOf(body.subarray(4))].find(([number]) => number === field)?.[1])
    : [];
  const { apiVersion, kind } = decode(toBuffer(typeMeta), { 1: ["apiVersion", "text"], 2: ["kind", "text"] }) as {
    apiVersion?: string;
    kind?: string;
  };
  const message = kinds[kind ?? ""];
  if (message === undefined) {
    const why = `the practice cluster reads ${kind ?? "this"} as JSON only: write it to a file and use kubectl apply`;
    throw new ApiError(415, "UnsupportedMediaType", why);
  }
  return { apiVersion: apiVersion ?? "v1", kind: kind ?? "", ...decode(toBuffer(raw), message) };
}

function decode(bytes: Buffer, message: Message): JsonObject {
  const result: JsonObject = {};
  for (const [number, value] of fieldsOf(bytes)) {
    const [name, type] = message[number] ?? [];
    if (name === undefined || type === undefined) continue;
    if (type === "flag") result[name] = value === 1;
    else if (type === "text") result[name] = toBuffer(value).toString("utf8");
    else if (type === "bytes") result[name] = toBuffer(value).toString("base64");
    else if (type === "map" || type === "bytes-map")
      result[name] = { ...(result[name] as JsonObject | undefined), ...mapEntry(toBuffer(value), type === "map" ? "text" : "bytes") };
    else result[name] = decode(toBuffer(value), type);
  }
  return result;
}

function mapEntry(bytes: Buffer, type: "text" | "bytes"): JsonObject {
  const { key = "", value = "" } = decode(bytes, { 1: ["key", "text"], 2: ["value", type] });
  return { [String(key)]: value };
}

const toBuffer = (value: Buffer | number | undefined) => (Buffer.isBuffer(value) ? value : Buffer.alloc(0));

/** The fields of a message as they stand: numbers for varints, bytes for everything that has a length. */
function* fieldsOf(bytes: Buffer): Generator<[field: number, value: Buffer | number]> {
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let scale = 1; at < bytes.length; scale *= 128) {
      const byte = bytes[at++] ?? 0;
      value += (byte & 127) * scale;
      if (byte < 128) break;
    }
    return value;
  };
  while (at < bytes.length) {
    const tag = varint();
    if ((tag & 7) === 0) yield [tag >> 3, varint()];
    else {
      const length = varint();
      yield [tag >> 3, bytes.subarray(at, at + length)];
      at += length;
    }
  }
}
