import { readFileSync } from "node:fs";
import type { AuditEvent } from "@/e2e/support/audit-log";

export type Click = { bot: string; startedAt: number; endedAt: number };
/** Of each click: how many requests went to the API server until it had the change, and the longest row of them in which none began before the one before had ended. */
export type Requests = { all: number[]; inARow: number[] };
type Timed = { begin: number; end: number; isSwitch: boolean };

/** What the API server's audit log, which must hold reads too, says of these clicks. */
export function requestsOfClicks(auditLog: string, clicks: readonly Click[]): Requests {
  const events = readFileSync(auditLog, "utf8")
    .split("\n")
    .filter((line) => line.includes('"userAgent":"lastgood"'))
    .map((line) => JSON.parse(line) as AuditEvent & { stageTimestamp: string });
  const found = clicks.map((click) => untilSwitch(events.filter((event) => belongsTo(event, click)).map(timed)));
  return { all: found.map((requests) => requests.length), inARow: found.map(longestRow) };
}

/** Its objects have its name, or one that begins with it. */
function belongsTo({ objectRef, requestReceivedTimestamp }: AuditEvent, { bot, startedAt, endedAt }: Click): boolean {
  const name = objectRef?.name ?? "";
  const at = Date.parse(requestReceivedTimestamp);
  return (name === bot || name.startsWith(`${bot}-`)) && at >= startedAt && at <= endedAt;
}

function timed(event: AuditEvent & { stageTimestamp: string }): Timed {
  return { begin: microseconds(event.requestReceivedTimestamp), end: microseconds(event.stageTimestamp), isSwitch: event.verb === "patch" };
}

/** What a worker asks once the change is there is not on the click's way. */
function untilSwitch(requests: readonly Timed[]): Timed[] {
  const end = requests.find(({ isSwitch }) => isSwitch)?.end;
  if (end === undefined) throw new Error("a click has no PATCH in the audit log");
  return requests.filter(({ begin }) => begin < end);
}

function longestRow(requests: readonly Timed[]): number {
  let [row, free] = [0, -Infinity];
  for (const { begin, end } of [...requests].sort((a, b) => a.end - b.end)) if (begin >= free) [row, free] = [row + 1, end];
  return row;
}

/** The log has more digits than a Date. */
function microseconds(timestamp: string): number {
  return Date.parse(timestamp) * 1000 + Number(/\.\d{3}(\d{3})/.exec(timestamp)?.[1] ?? 0);
}
