import { fetchJson } from "./fetch-json";

export type Page<T> = { items: T[]; nextCursor: string | null };

const MOST_PAGES = 50;

/** Every page of a list, one after the other. */
export async function listJson<T>(path: string, signal: AbortSignal): Promise<Page<T>> {
  const items: T[] = [];
  let cursor: string | null = null;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const query: string = cursor === null ? "" : `${path.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(cursor)}`;
    const page: Page<T> = await fetchJson<Page<T>>(`${path}${query}`, { signal });
    items.push(...page.items);
    cursor = page.nextCursor;
    if (cursor === null) break;
  }
  return { items, nextCursor: cursor };
}
