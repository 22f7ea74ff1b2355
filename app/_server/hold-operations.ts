import { z } from "zod";
import { BotAlarmJson, HoldJson } from "@/lib/bots/schemas";
import { ExtendHoldInput, HandOverInput, ReasonInput } from "@/lib/rollbacks/schemas";
import type { Operation } from "./operation";

const ById = z.strictObject({ id: z.string().min(1).max(64) });

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
    method: "POST",
    path: "/api/v1/holds/{id}/lift",
    summary: "Ends a hold before its time. The release stays in quarantine.",
    permission: "rollback",
    params: ById,
    body: ReasonInput,
    answers: { 200: { description: "The hold, ended.", schema: HoldJson } },
    problems: ["not-found", "hold-ended"],
  },
  extendHold: {
    method: "POST",
    path: "/api/v1/holds/{id}/extend",
    summary: "Lets a hold end so many hours from now.",
    permission: "rollback",
    params: ById,
    body: ExtendHoldInput,
    answers: { 200: { description: "The hold as it stands now.", schema: HoldJson } },
    problems: ["not-found", "hold-ended"],
  },
  handOverHold: {
    method: "POST",
    path: "/api/v1/holds/{id}/hand-over",
    summary: "Makes another person, who may roll back, the owner of a hold.",
    permission: "rollback",
    params: ById,
    body: HandOverInput,
    answers: { 200: { description: "The hold as it stands now.", schema: HoldJson } },
    problems: ["not-found", "hold-ended"],
  },
} as const satisfies Record<string, Operation>;
