import { isObject, type JsonObject } from "@/lib/platform/json";
import { raw } from "./raw";
import { expectObject } from "./expect-answer";
import type { HttpClient } from "./http-client";
import { BodyTooLarge } from "./read-body";

const PAGE = 500;
const TIMEOUT_MS = 30_000;

export type Listed = { items: JsonObject[]; resourceVersion: string };

/** All objects at a path, page by page, as they were at one moment. A page too large to hold is asked for again in smaller ones. */
export async function listPages(http: HttpClient, path: string, query: Record<string, string> = {}, signal?: AbortSignal): Promise<Listed> {
  let restarted = false;
  let limit = PAGE;
  let items: JsonObject[] = [];
  let next = "";
  for (;;) {
    try {
      const position = next === "" ? {} : { continue: next };
      const answer = await http.call({
        method: "GET",
        path,
        query: { ...query, limit: String(limit), ...position },
        safe: true,
        timeoutMs: TIMEOUT_MS,
        ...(signal ? { signal } : {}),
      });
      // The position is forgotten after some minutes: https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks
      if (answer.status === 410 && next !== "" && !restarted) {
        [restarted, items, next] = [true, [], ""];
        continue;
      }
      const page = expectObject(answer);
      const metadata = raw.object(page.metadata);
      items = items.concat(Array.isArray(page.items) ? page.items.filter(isObject) : []);
      next = raw.text(metadata.continue);
      if (next === "") return { items, resourceVersion: raw.text(metadata.resourceVersion) };
    } catch (error) {
      if (!(error instanceof BodyTooLarge) || limit === 1) throw error;
      limit = Math.ceil(limit / 10);
    }
  }
}
