import { StatusPage } from "@/components/status/status-page";
import type { BotStatus, StatusJson } from "@/lib/bots/status/schemas";
import { OUT_OF_REACH, TROUBLE, WATCHED } from "../fixtures/fleet";
import { ago, DAY, MINUTE, NOW } from "../fixtures/now";
import { OMNISERVE } from "../fixtures/omniserve";
import { SAM } from "../fixtures/people";
import { answers, listOf, refuses, type Network } from "../network";
import type { GalleryState, GalleryStates } from "../state";

const CALM: BotStatus = {
  ...OMNISERVE,
  verdict: "healthy",
  verdictSince: ago(9 * DAY),
  switchedOff: false,
  live: { version: "1.1.0", since: ago(9 * DAY) },
  putBackAt: null,
  rollback: null,
  supportNote: null,
};
const others: BotStatus[] = TROUBLE.slice(2).map(({ id, name, title, path }) => ({ ...CALM, id, name, title, path }));
const FAILS: BotStatus = {
  ...CALM,
  verdict: "failing",
  verdictSince: ago(14 * MINUTE),
  live: { version: "1.2.0", since: ago(15 * MINUTE) },
};
const CAME_BACK: BotStatus = {
  ...CALM,
  live: { version: "1.1.0", since: ago(MINUTE) },
  rollback: { kind: "brought", at: ago(MINUTE), undoes: false, reason: "wrong answers" },
  supportNote: {
    text: "Do not expect the new ticket sorting before 18:00.",
    by: "Kim",
    at: ago(30),
    until: new Date(NOW + 8 * 3_600_000).toISOString(),
  },
};

const statusOf = (bot: BotStatus, seen = true): StatusJson => ({
  environments: [{ name: "production", title: "Production", seen, checkedAt: ago(seen ? 1 : 240) }],
  items: [bot, ...others],
});
const screen = <StatusPage environment={null} />;
const quiet: Network = { "GET /watchfulness": answers(WATCHED), "GET /alarms": listOf() };
const of = (title: string, status: StatusJson, over: Partial<GalleryState> = {}): GalleryState => ({
  title,
  screen,
  person: SAM,
  network: { ...quiet, "GET /status": answers(status) },
  ...over,
});

export const statusStates: GalleryStates = {
  "status-loading": { title: "Being read", screen, network: quiet, person: SAM },
  "status-trouble": of("A bot is failing", statusOf(FAILS)),
  "status-rolling-back": of(
    "A bot is being put back",
    statusOf({ ...FAILS, rollback: { kind: "running", at: ago(12), toVersion: "1.1.0", undoes: false, by: "Kim" } }),
  ),
  "status-recovered": of("A bot was put back, with a note", statusOf(CAME_BACK)),
  "status-put-back": of("What was taken out of use is live again", statusOf({ ...FAILS, putBackAt: ago(5 * MINUTE) })),
  "status-unsuccessful": of(
    "Putting it back did not help",
    statusOf({ ...FAILS, rollback: { kind: "unsuccessful", at: ago(5 * MINUTE), toVersion: "1.1.0" } }),
  ),
  "status-switched-off": of("A bot is switched off", statusOf({ ...CALM, verdict: "unknown", switchedOff: true })),
  "status-unseen": of("Nobody sees the bots", statusOf({ ...FAILS, verdict: "unknown" }, false), {
    network: {
      ...quiet,
      "GET /watchfulness": answers(OUT_OF_REACH),
      "GET /status": answers(statusOf({ ...FAILS, verdict: "unknown" }, false)),
    },
  }),
  "status-calm": of("All bots answer", statusOf(CALM)),
  "status-empty": of("No bot yet", { ...statusOf(CALM), items: [] }),
  "status-stale": of("Live updates stopped", statusOf(CALM), { stoppedAt: NOW - 40_000 }),
  "status-unread": {
    title: "It could not be read",
    screen,
    person: SAM,
    network: { ...quiet, "GET /status": refuses(422, "unexpected", "The record is damaged.") },
  },
};
