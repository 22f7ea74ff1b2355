import { ClusterError } from "./cluster-error";
import type { Json } from "@/lib/platform/json";

/** More than the caller is ready to hold in memory. */
export class BodyTooLarge extends ClusterError {
  constructor(mostBytes: number) {
    super("bad-answer", `The cluster's answer is larger than ${Math.round(mostBytes / 1024 / 1024)} MiB.`);
  }
}

/** Reads a body to its end. Leaving early (too large) closes the stream. */
export async function readBytes(body: AsyncIterable<Buffer>, mostBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > mostBytes) throw new BodyTooLarge(mostBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

/** Reads a body to its end and parses it. `undefined`: it is not JSON. */
export async function readBody(body: AsyncIterable<Buffer>, mostBytes: number): Promise<Json | undefined> {
  const bytes = await readBytes(body, mostBytes);
  try {
    return JSON.parse(bytes.toString("utf8")) as Json;
  } catch {
    return undefined;
  }
}
