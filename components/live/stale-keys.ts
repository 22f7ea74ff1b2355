import type { QueryKey } from "@tanstack/react-query";

export type Change =
  | { kind: "bot"; botId: string }
  | { kind: "rollback"; rollbackId: string; botId: string }
  | { kind: "environment"; name: string }
  | { kind: "settings" };

/** Which answers a change made old. The fleet is read again by the lines that changed. */
export function staleKeys(change: Change): QueryKey[] {
  switch (change.kind) {
    case "bot":
      return [
        ["status"],
        ["counts"],
        ["strip", change.botId],
        ["bot", change.botId],
        ["alarms"],
        ["releases", change.botId],
        ["release", change.botId],
        ["rollouts", change.botId],
      ];
    case "rollback":
      return [
        ["rollback", change.rollbackId],
        ["status"],
        ["bot", change.botId],
        ["alarms"],
        ["releases", change.botId],
        ["rollouts", change.botId],
        ["audit"],
        ["insights"],
      ];
    case "environment":
      return [["watchfulness"], ["fleet"], ["counts"], ["status"], ["bot"]];
    case "settings":
      return [[]];
  }
}
