import type { IncomingMessage } from "node:http";
import { ApiError } from "../objects/api-error";
import { readProtobuf } from "./read-protobuf";

/** As much as the API server takes. */
const largest = 3 * 1024 * 1024;

export interface Body {
  contentType: string;
  text: string;
}

/** The body of a request; one in protobuf comes back as the JSON it stands for. @throws ApiError 413, 415 */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largest) throw new ApiError(413, "RequestEntityTooLarge", `Request entity too large: limit is ${largest}`);
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  const contentType = request.headers["content-type"] ?? "application/json";
  if (!contentType.startsWith("application/vnd.kubernetes.protobuf") || bytes.length === 0)
    return { contentType, text: bytes.toString("utf8") };
  return { contentType: "application/json", text: JSON.stringify(readProtobuf(bytes)) };
}
