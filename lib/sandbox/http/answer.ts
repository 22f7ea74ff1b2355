import type { ServerResponse } from "node:http";
import type { ApiError } from "../objects/api-error";

export interface Answer {
  code: number;
  body: unknown;
  warnings?: string[];
}

export function sendJson(response: ServerResponse, { code, body, warnings = [] }: Answer): void {
  if (warnings.length > 0) {
    response.setHeader(
      "Warning",
      warnings.map((sentence) => `299 - ${JSON.stringify(sentence)}`),
    );
  }
  const text = JSON.stringify(body);
  response.writeHead(code, {
    "Content-Type": "application/json",
    "Cache-Control": "no-cache, private",
    "Content-Length": Buffer.byteLength(text),
  });
  response.end(text);
}

export function sendText(response: ServerResponse, code: number, text: string): void {
  response.writeHead(code, { "Content-Type": "text/plain; charset=utf-8" });
  response.end(text);
}

export const sendError = (response: ServerResponse, { code, body }: ApiError) => sendJson(response, { code, body });
