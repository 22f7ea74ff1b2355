import Ajv2020 from "ajv/dist/2020";
import { expect } from "vitest";
import { openApiDocument } from "../open-api-document";
import type { Operation } from "../operation";
import type { Caller, TestApi } from "./test-api";

type Described = { responses: Record<string, { content: Record<string, { schema: object }> }> };

const pointer = (...parts: string[]) => parts.map((part) => `/${part.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

/** Calls operations and holds status, media type and body against the document; `seen` names what was answered. */
export function askAsDocumented(api: () => TestApi) {
  const document = openApiDocument();
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  ajv.addSchema({ $id: "openapi", ...(JSON.parse(JSON.stringify(document)) as object) });
  const seen = new Set<string>();

  async function ask<T = Record<string, unknown>>(
    operation: Operation,
    path: string,
    as: Caller,
    body?: unknown,
    query = "",
  ): Promise<{ status: number; json: T }> {
    const response = await api().call(operation.method, path, { as, body, query });
    const status = String(response.status);
    const isText = response.headers.get("content-type")?.startsWith("text/") ?? false;
    const json = (await (isText ? response.text() : response.json())) as T;
    const described = document.paths?.[operation.path]?.[operation.method.toLowerCase() as "get"] as unknown as Described;
    const mediaType = response.headers.get("content-type") ?? "";
    expect(described.responses[status]?.content, `${status} of ${operation.path}: ${JSON.stringify(json)}`).toHaveProperty([mediaType]);

    const at = pointer("paths", operation.path, operation.method.toLowerCase(), "responses", status, "content", mediaType, "schema");
    const valid = ajv.validate({ $ref: `openapi#${encodeURI(at)}` }, json);
    expect(valid ? [] : ajv.errors).toEqual([]);
    seen.add(`${operation.method} ${operation.path} ${status}`);
    return { status: response.status, json };
  }

  /** The same of an answer that is a file. */
  async function askText(operation: Operation, path: string, as: Caller): Promise<void> {
    const response = await api().call(operation.method, path, { as });
    expect([response.status, response.headers.get("content-type")]).toEqual([200, operation.answers[200]?.mediaType]);
    expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="[\w.-]+"$/);
    seen.add(`${operation.method} ${operation.path} 200`);
  }

  return { ask, askText, seen };
}
