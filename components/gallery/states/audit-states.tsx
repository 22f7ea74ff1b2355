import { Audit } from "@/components/access/audit";
import type { AuditEntryJson } from "@/lib/access/schemas";
import { WATCHED } from "../fixtures/fleet";
import { ago, HOUR, MINUTE } from "../fixtures/now";
import { OMNISERVE } from "../fixtures/omniserve";
import { LEE } from "../fixtures/people";
import { answers, listOf, refuses, type Network, type Reply } from "../network";
import type { GalleryState, GalleryStates } from "../state";

const entry = (seq: number, over: Partial<AuditEntryJson>): AuditEntryJson => ({
  seq: String(seq),
  at: ago((200 - seq) * MINUTE),
  actor: "Kim",
  action: "rollback.confirm",
  botId: OMNISERVE.id,
  subject: "OmniServe in Production",
  before: null,
  after: null,
  reason: null,
  requestId: `req_${seq}`,
  prevHash: String(seq - 1).padStart(64, "0"),
  hash: String(seq).padStart(64, "0"),
  ...over,
});
const ENTRIES: AuditEntryJson[] = [
  entry(200, { action: "rollback.end", actor: "the worker", before: { phase: "verifying" }, after: { phase: "recovered" } }),
  entry(199, { before: { version: "1.2.0" }, after: { version: "1.1.0" }, reason: "wrong answers" }),
  entry(198, {
    action: "release.mark-bad",
    actor: "Lee",
    subject: "OmniServe 1.0.3 in Production",
    before: { bad: false },
    after: { bad: true },
    reason: "answers in the wrong language",
  }),
  entry(197, { action: "session.sign-in", botId: null, subject: "Kim", at: ago(2 * HOUR) }),
];

const quiet: Network = {
  "GET /watchfulness": answers(WATCHED),
  "GET /alarms": listOf(),
  "GET /bots": listOf(),
  "GET /audit/verification": answers({ kind: "unbroken", seq: "200", hash: "0".repeat(64), lastSeq: "200" }),
};
const as = (title: string, reply: Reply, more: Network = {}): GalleryState => ({
  title,
  person: LEE,
  screen: <Audit />,
  network: { ...quiet, "GET /audit": reply, ...more },
});

export const auditStates: GalleryStates = {
  "audit-loading": as("Being read", "never"),
  "audit-entries": as("What was done", listOf(...ENTRIES)),
  "audit-empty": as("Nothing is on the record", listOf()),
  "audit-broken": as("The chain is broken", listOf(...ENTRIES), {
    "GET /audit/verification": answers({
      kind: "broken",
      seq: "198",
      sentence: "Entry 198 does not follow from the one before it: it was changed after it was written.",
    }),
  }),
  "audit-unread": as("It could not be read", refuses(422, "unexpected", "The record is damaged.")),
};
