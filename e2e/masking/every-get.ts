import { operations } from "@/app/_server/operations";
import type { Operation } from "@/app/_server/operation";

/** Ids by the part of an address that they come after. */
export type Ids = Readonly<Record<string, readonly string[]>>;

/** What an address has to say to be answered. */
const ASKED: Readonly<Record<string, string>> = {
  "/api/v1/strips": "?environment=production",
  "/api/v1/public-links": "?environment=production",
  "/api/v1/audit/export": "?format=json",
};

/** The address of every GET of the API with every id there is, from the table that routes are made of: a new one is among them by itself. Streams, which never end, are left out. */
export function everyGet(ids: Ids): string[] {
  const all = Object.values<Operation>(operations);
  return all
    .filter(({ method, answers }) => method === "GET" && answers[200]?.mediaType !== "text/event-stream")
    .flatMap(({ path, query }) => {
      const asked = ASKED[path] ?? (query && "limit" in query.shape ? "?limit=200" : "");
      return addresses(path, ids).map((address) => address + asked);
    });
}

/** @throws where nobody said yet what stands for a parameter */
function addresses(path: string, ids: Ids): string[] {
  const [before, parameter, ...after] = path.split(/(\{\w+\})/);
  if (before === undefined || parameter === undefined) return [path];
  const of = before.split("/").at(-2) ?? "";
  const known = ids[of];
  if (!known || known.length === 0) throw new Error(`Which ids are there for ${before}${parameter}?`);
  return known.flatMap((id) => addresses(after.join(""), ids).map((rest) => before + id + rest));
}
