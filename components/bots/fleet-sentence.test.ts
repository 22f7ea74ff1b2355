import { expect, test } from "vitest";
import { fleetSentence } from "./fleet-sentence";

type Verdict = "healthy" | "degraded" | "failing" | "unknown";
const bot = (verdict: Verdict) => ({ verdict, activeRollback: null, title: verdict });
const fleet = (...verdicts: Verdict[]) => fleetSentence(verdicts.map(bot));

test.each<[Verdict[], string, string]>([
  [[], "No bots yet.", ""],
  [["healthy"], "The bot runs well.", ""],
  [["healthy", "healthy"], "All 2 bots run well.", ""],
  [["failing"], "1 of 1 bot is failing.", ""],
  [["failing", "healthy", "degraded"], "1 of 3 bots is failing.", "1 runs well, 1 is degraded."],
  [["failing", "failing", "unknown"], "2 of 3 bots are failing.", "1 is not judged yet."],
  [["degraded", "healthy", "healthy"], "1 of 3 bots is degraded.", "2 run well."],
  [["unknown", "healthy"], "1 of 2 bots runs well.", "1 is not judged yet."],
  [["unknown", "unknown"], "All 2 bots are not judged yet.", ""],
])("%j: “%s” “%s”", (verdicts, title, rest) => expect(fleet(...verdicts)).toEqual({ title, rest }));

test("a running rollback is named", () => {
  const running = {
    ...bot("failing"),
    title: "OmniServe",
    activeRollback: { id: "1", phase: "following", startedAt: "", startedBy: "Kim", toVersion: "1.1.0" },
  };
  expect(fleetSentence([running, bot("healthy")])).toEqual({
    title: "1 of 2 bots is failing.",
    rest: "1 runs well. OmniServe is being rolled back.",
  });
});
