import { MOST_EXPORTED } from "@/lib/access/export-audit";
import type { AuditEntryJson, ExportAuditInput } from "@/lib/access/schemas";
import { csvLine } from "@/lib/platform/csv-line";

const COLUMNS = ["seq", "at", "actor", "action", "subject", "reason", "before", "after", "botId", "requestId", "hash", "prevHash"] as const;

/** An export as a file that is written while it is read; what the browser saves is named after the day. */
export function auditFile(pages: AsyncIterable<AuditEntryJson[]>, format: ExportAuditInput["format"], now: Date): Response {
  const encoder = new TextEncoder();
  const text = (format === "csv" ? csv : json)(pages);
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { value, done } = await text.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: () => void text.return(),
  });
  return new Response(body, {
    headers: {
      "content-type": format === "csv" ? "text/csv; charset=utf-8" : "application/json",
      "content-disposition": `attachment; filename="lastgood-audit-${now.toISOString().slice(0, 10)}.${format}"`,
      "cache-control": "no-store",
      "x-most-entries": String(MOST_EXPORTED),
    },
  });
}

async function* csv(pages: AsyncIterable<AuditEntryJson[]>): AsyncGenerator<string, void> {
  yield csvLine(COLUMNS);
  for await (const entries of pages) yield entries.map((entry) => csvLine(COLUMNS.map((column) => cellOf(entry[column])))).join("");
}

async function* json(pages: AsyncIterable<AuditEntryJson[]>): AsyncGenerator<string, void> {
  let first = true;
  yield '{"items":[';
  for await (const entries of pages) {
    yield `${first ? "" : ","}\n${entries.map((entry) => JSON.stringify(entry)).join(",\n")}`;
    first = false;
  }
  yield "\n]}\n";
}

function cellOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}
