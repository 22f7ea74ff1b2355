import { z } from "zod";
import { BotAlarmJson, HoldJson } from "@/lib/bots/schemas";
import { ExtendHoldInput, HandOverInput, ReasonInput } from "@/lib/rollbacks/act-schemas";
import { ById, type Operation } from "./operation";

const OF_A_HOLD = { method: "POST", permission: "rollback", params: ById, problems: ["not-found", "hold-ended"] } as const;
const HOLD_NOW = { 200: { description: "The hold as it stands now.", schema: HoldJson } } as const;

/** What `/api/v1` can do about what a rollback keeps away. */
export const holdOperations = {
  listAlarms: {
    method: "GET",
    path: "/api/v1/alarms",
    summary: "Bots on which a release that a rollback left, or that was marked bad, is live again. Newest first.",
    permission: "read",
    answers: { 200: { description: "What is to be seen to.", schema: z.strictObject({ items: z.array(BotAlarmJson) }) } },
    problems: [],
  },
  liftHold: {
    ...OF_A_HOLD,
    path: "/api/v1/holds/{id}/lift",
    summary: "Ends a hold before its time. The release stays in quarantine.",
    body: ReasonInput,
    answers: { 200: { description: "The hold, ended.", schema: HoldJson } },
  },
  extendHold: {
    ...OF_A_HOLD,
    path: "/api/v1/holds/{id}/extend",
    summary: "Lets a hold end so many hours from now.",
    body: ExtendHoldInput,
    answers: HOLD_NOW,
  },
  handOverHold: {
    ...OF_A_HOLD,
    path: "/api/v1/holds/{id}/hand-over",
    summary: "Makes another person, who may roll back, the owner of a hold.",
    body: HandOverInput,
    answers: HOLD_NOW,
  },
} as const satisfies Record<string, Operation>;
