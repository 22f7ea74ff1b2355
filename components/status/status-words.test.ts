import { describe, expect, test } from "vitest";
import { copiedWords, statusWords, type Sight, type StatusFacts } from "./status-words";

const NOW = Date.parse("2026-12-01T10:32:00Z");
const READER = { now: NOW, zone: "Europe/Berlin" };
const today = (clock: string) => `2026-12-01T${clock}:00Z`;
const YESTERDAY = "2026-11-30T15:00:00Z";
const SEEN: Sight = { seen: true, checkedAt: today("10:31") };
const UNSEEN: Sight = { seen: false, checkedAt: today("09:05") };

const facts = (over: Partial<StatusFacts>): StatusFacts => ({
  title: "OmniServe",
  verdict: "healthy",
  verdictSince: today("09:16"),
  switchedOff: false,
  live: { version: "1.1.0", since: today("09:16") },
  putBackAt: null,
  rollback: null,
  supportNote: null,
  ...over,
});
const said = (over: Partial<StatusFacts>, sight = SEEN) => {
  const { name, lead, more } = statusWords(facts(over), sight, READER);
  return [name, lead, ...more].join(" ");
};
const brought = { kind: "brought", at: today("09:15"), undoes: false, reason: null } as const;
const running = { kind: "running", at: "2026-12-01T10:31:48Z", toVersion: "1.1.0", undoes: false } as const;

describe("what is said of a bot", () => {
  test.each<[string, Partial<StatusFacts>, string]>([
    ["healthy", {}, "OmniServe answers customers normally. It runs version 1.1.0 since 10:16."],
    [
      "healthy since long ago",
      { live: { version: "2.8.1", since: "2026-11-19T08:00:00Z" } },
      "OmniServe answers customers normally. It runs version 2.8.1 since 19 Nov.",
    ],
    [
      "healthy since yesterday",
      { live: { version: "2.8.1", since: YESTERDAY } },
      "OmniServe answers customers normally. It runs version 2.8.1 since yesterday at 16:00.",
    ],
    [
      "degraded",
      { verdict: "degraded" },
      "OmniServe answers customers, but has had trouble since 10:16. It runs version 1.1.0 since 10:16.",
    ],
    ["failing", { verdict: "failing" }, "OmniServe has not worked properly since 10:16. It runs version 1.1.0 since 10:16."],
    [
      "not judged",
      { verdict: "unknown" },
      "OmniServe cannot be judged just now; nothing certain is known since 10:16. It runs version 1.1.0 since 10:16.",
    ],
    ["switched off", { verdict: "unknown", switchedOff: true }, "OmniServe has been switched off since 10:16. Its version is 1.1.0."],
    ["of which nothing is recorded", { live: null }, "OmniServe answers customers normally. Which version it runs is not known."],
    [
      "being rolled back",
      { verdict: "failing", rollback: { ...running, by: "Kim" } },
      "OmniServe is being put back to version 1.1.0, started 12 s ago by Kim.",
    ],
    ["being rolled back, for the public", { rollback: running }, "OmniServe is being put back to version 1.1.0, started 12 s ago."],
    [
      "whose rollback is being undone",
      { rollback: { ...running, toVersion: "1.2.0", undoes: true, by: "Kim" } },
      "OmniServe is being brought to version 1.2.0 again, started 12 s ago by Kim.",
    ],
    [
      "rolled back for a reason that is a clause",
      { rollback: { ...brought, reason: "It marked every ticket as urgent." } },
      "OmniServe answers customers normally. It runs version 1.1.0 since 10:16. It was rolled back at 10:15 because it marked every ticket as urgent.",
    ],
    [
      "rolled back for a reason in a few words",
      { rollback: { ...brought, reason: "wrong answers" } },
      "OmniServe answers customers normally. It runs version 1.1.0 since 10:16. It was rolled back at 10:15. The reason: wrong answers.",
    ],
    [
      "rolled back without a reason, with a note",
      { rollback: brought, supportNote: "Do not expect the new ticket sorting before 18:00" },
      "OmniServe answers customers normally. It runs version 1.1.0 since 10:16. It was rolled back at 10:15. Do not expect the new ticket sorting before 18:00.",
    ],
    [
      "rolled back yesterday",
      { rollback: { ...brought, at: YESTERDAY } },
      "OmniServe answers customers normally. It runs version 1.1.0 since 10:16. It was rolled back yesterday at 16:00.",
    ],
    [
      "whose rollback was undone",
      { rollback: { ...brought, undoes: true } },
      "OmniServe answers customers normally. It runs version 1.1.0 since 10:16. Its rollback was undone at 10:15.",
    ],
    [
      "whose rollback did not work",
      { verdict: "failing", rollback: { kind: "unsuccessful", at: today("09:15"), toVersion: "1.0.0" } },
      "OmniServe has not worked properly since 10:16. It runs version 1.1.0 since 10:16. It was to be put back to version 1.0.0 at 10:15; that has not worked so far.",
    ],
    [
      "put back by somebody",
      { putBackAt: today("09:20"), rollback: brought },
      "OmniServe answers customers normally. It runs version 1.1.0 since 10:16. This version had been taken out of use; somebody put it back at 10:20.",
    ],
  ])("%s", (_, over, expected) => {
    expect(said(over)).toBe(expected);
  });

  test.each<[string, Partial<StatusFacts>, Sight, string]>([
    [
      "healthy",
      {},
      UNSEEN,
      "OmniServe cannot be seen just now. When it was last seen, at 10:05, it answered customers normally and ran version 1.1.0.",
    ],
    [
      "degraded",
      { verdict: "degraded" },
      UNSEEN,
      "OmniServe cannot be seen just now. When it was last seen, at 10:05, it had trouble and ran version 1.1.0.",
    ],
    [
      "failing, of an unknown version",
      { verdict: "failing", live: null },
      UNSEEN,
      "OmniServe cannot be seen just now. When it was last seen, at 10:05, it did not work properly.",
    ],
    [
      "unknown",
      { verdict: "unknown" },
      UNSEEN,
      "OmniServe cannot be seen just now. When it was last seen, at 10:05, it ran version 1.1.0.",
    ],
    ["nothing at all", { verdict: "unknown", live: null }, UNSEEN, "OmniServe cannot be seen just now, nor could it be at 10:05."],
    ["never", {}, { seen: false, checkedAt: null }, "OmniServe cannot be seen just now. Nothing was seen of it yet."],
  ])("out of sight, and %s when last seen", (_, over, sight, expected) => {
    expect(said(over, sight)).toBe(expected);
    expect(statusWords(facts(over), sight, READER)).toMatchObject({ verdict: "unknown", condition: "unknown" });
  });

  test("no case uses a word of the trade", () => {
    const verdicts = ["healthy", "degraded", "failing", "unknown"] as const;
    const all = verdicts.flatMap((verdict) =>
      [null, running, brought, { kind: "unsuccessful" as const, at: today("09:15"), toVersion: "1" }].flatMap((rollback) =>
        [SEEN, UNSEEN].map((sight) => said({ verdict, rollback }, sight)),
      ),
    );
    expect(all.join(" ")).not.toMatch(/\b(pod|cluster|release|deploy|config|kubectl|namespace|rollout|worker|verdict|degraded|failing)/i);
  });
});

describe("what is copied", () => {
  test("are the same sentences, with the instant and the zone, and true tomorrow", () => {
    const bot = facts({ live: { version: "1.1.0", since: YESTERDAY }, rollback: { ...brought, at: YESTERDAY } });
    expect(copiedWords(bot, SEEN, READER)).toBe(
      "OmniServe answers customers normally. It runs version 1.1.0 since 30 Nov at 16:00. It was rolled back on 30 Nov at 16:00. (As of 1 Dec 2026, 11:32 UTC+1.)",
    );
  });

  test("say when a rollback started, not how long ago", () => {
    expect(copiedWords(facts({ rollback: running }), SEEN, READER)).toBe(
      "OmniServe is being put back to version 1.1.0, started at 11:31. (As of 1 Dec 2026, 11:32 UTC+1.)",
    );
  });
});
