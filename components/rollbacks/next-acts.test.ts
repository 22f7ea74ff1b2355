import { expect, test } from "vitest";
import type { RollbackJson } from "@/lib/rollbacks/schemas";
import { nextActs } from "./next-acts";

const bot = {
  id: "bot_1",
  environment: { name: "production", title: "Production" },
  namespace: "s",
  kind: "Deployment",
  name: "omniserve",
  team: null,
} as const;
const ended: Parameters<typeof nextActs>[0] = {
  id: "rb_1",
  bot: { ...bot, title: "OmniServe", path: "/bots/o" },
  phase: "failed",
  active: false,
  acceptedAt: "2026-01-31T10:15:04Z",
  retryable: false,
  triedAgainBy: null,
  alternative: null,
  undoable: false,
};
const alternative = { releaseId: "rel_1", version: "1.0.0" };

test.each<[string, Partial<RollbackJson>, string[]]>([
  [
    "recovered",
    { phase: "recovered", undoable: true },
    ["plain Read the incident report", "quiet Undo this rollback", "quiet Open OmniServe"],
  ],
  [
    "did not come up",
    { retryable: true, alternative },
    ["bad Roll back to 1.0.0", "quiet Try again", "quiet Choose another release", "quiet Read the incident report", "quiet Open OmniServe"],
  ],
  ["was refused", { acceptedAt: null, retryable: true, alternative }, ["bad Try again", "quiet Roll back to 1.0.0"]],
  ["nobody can tell", { phase: "errored", retryable: true }, ["bad Try again", "quiet Choose another release"]],
  ["was tried again", { retryable: true, triedAgainBy: "rb_2" }, ["plain It was tried again: follow that"]],
  ["nothing is left to try", {}, ["plain Choose another release"]],
  ["runs, in trouble", { phase: "following", active: true, alternative }, ["plain Choose 1.0.0 instead"]],
  ["runs well", { phase: "following", active: true }, []],
])("of one that %s", (_, change, expected) => {
  const acts = nextActs({ ...ended, ...change }, true).map(({ look, label }) => `${look} ${label}`);
  expect(acts.slice(0, expected.length)).toEqual(expected);
  expect(acts.filter((act) => act.startsWith("bad"))).toHaveLength(expected[0]?.startsWith("bad") ? 1 : 0);
});

test("whoever may not roll back is offered to look", () => {
  const acts = nextActs({ ...ended, retryable: true, alternative, undoable: true }, false);
  expect(acts.map(({ label }) => label)).toEqual(["Read the incident report", "Open OmniServe"]);
});
