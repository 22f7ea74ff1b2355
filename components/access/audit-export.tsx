"use client";

import { ACTION_CLASS } from "@/components/ui/action-class";
import { auditQuery, isFiltered, type AuditAsk } from "./audit-ask";

/** The entries that the filter asks for as a file. Plain links, so that a browser writes the file while it comes. */
export function AuditExport({ ask }: { ask: AuditAsk }) {
  const href = (format: string) => {
    const query = auditQuery(ask);
    query.set("format", format);
    return `/api/v1/audit/export?${query}`;
  };
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-sm text-ink-2">
      <span>
        {isFiltered(ask) ? "These entries" : "Every entry"} as a file<span className="sr-only">, the newest 100,000</span>
      </span>
      {["csv", "json"].map((format) => (
        <a
          key={format}
          href={href(format)}
          download
          title="The newest 100,000 at most. The export is on the record."
          className={ACTION_CLASS}
        >
          {format.toUpperCase()}
        </a>
      ))}
    </p>
  );
}
