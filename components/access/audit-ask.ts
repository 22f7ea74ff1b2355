/** What of the audit log is asked for, as it stands in the address bar. `from` and `to` are days of the reader's own calendar, both counted in. */
export type AuditAsk = { actor?: string; action?: string; botId?: string; from?: string; to?: string };

const KEYS = ["actor", "action", "botId", "from", "to"] as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const LONGEST = 64;

/** The filter in a query; what is not one is left out. */
export function auditAsk(query: { get(name: string): string | null }): AuditAsk {
  const ask: AuditAsk = {};
  for (const key of KEYS) {
    const value = query.get(key)?.trim() ?? "";
    if (value === "" || value.length > LONGEST) continue;
    if ((key === "from" || key === "to") && (!DAY.test(value) || Number.isNaN(Date.parse(value)))) continue;
    ask[key] = value;
  }
  return ask;
}

/** The page's own address with this filter, and an entry open in it where one is named. */
export function auditPath(ask: AuditAsk, entry: string | null = null): string {
  const query = new URLSearchParams(ask as Record<string, string>);
  if (entry !== null) query.set("entry", entry);
  return query.size === 0 ? "/audit" : `/audit?${query}`;
}

/** The same filter as the API takes it: days become instants, and "token ci" and "the worker" the names that they are recorded under. */
export function auditQuery({ actor, from, to, ...ask }: AuditAsk): URLSearchParams {
  const query = new URLSearchParams(ask as Record<string, string>);
  if (actor) query.set("actor", actor.replace(/^(?:token|the) /, ""));
  if (from) query.set("from", midnight(from, 0));
  if (to) query.set("to", midnight(to, 1));
  return query;
}

function midnight(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}

export function isFiltered(ask: AuditAsk): boolean {
  return Object.keys(ask).length > 0;
}
