import { z } from "zod";
import { AuditEntryJson, ListAuditInput, SetupInput, UserJson } from "@/lib/access/schemas";
import { BotJson, MarkBadInput, ReleaseDetail, ReleaseJson, Revealed, RevealInput, LivedRollout, Watchfulness } from "@/lib/bots/schemas";
import { BreakGlassInput } from "@/lib/rollbacks/spool/schemas";
import { ConfigDrift, ConfirmInput, PlanInput, PlanJson, ReleaseComparison, RollbackBrief, RollbackJson } from "@/lib/rollbacks/schemas";
import { botOperations } from "./bot-operations";
import { fleetOperations } from "./fleet-operations";
import { accessOperations } from "./access-operations";
import { holdOperations } from "./hold-operations";
import { insightsOperations } from "./insights-operations";
import { ById, Id, type Operation } from "./operation";
import { reportOperations } from "./report-operations";
import { runOperations } from "./run-operations";
import { statusOperations } from "./status-operations";

const ReleaseOfBot = z.strictObject({ id: Id, releaseId: Id });
const Paging = {
  /** `nextCursor` of the page before. */
  cursor: z.string().min(1).max(64).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
};
const pageOf = <T extends z.ZodType>(item: T) => z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });
const Namespaces = z.strictObject({ namespaces: z.array(z.string().min(1).max(63)).min(1).max(1_000) });

/** Everything `/api/v1` can do. Routes and the OpenAPI document are both made from this table, so they cannot drift apart. */
export const operations = {
  listBots: {
    method: "GET",
    path: "/api/v1/bots",
    summary: "The fleet: every bot, what it runs, how it is, and where a rollback would go.",
    permission: "read",
    query: z.strictObject(Paging),
    answers: { 200: { description: "One page of bots.", schema: pageOf(BotJson) } },
    problems: [],
  },
  ...fleetOperations,
  readBot: {
    method: "GET",
    path: "/api/v1/bots/{id}",
    summary: "One bot.",
    permission: "read",
    params: ById,
    answers: { 200: { description: "The bot.", schema: BotJson } },
    problems: ["not-found"],
  },
  listReleases: {
    method: "GET",
    path: "/api/v1/bots/{id}/releases",
    summary: "What this bot can run: its releases, newest first.",
    permission: "read",
    params: ById,
    query: z.strictObject(Paging),
    answers: { 200: { description: "One page of releases.", schema: pageOf(ReleaseJson) } },
    problems: ["not-found"],
  },
  readRelease: {
    method: "GET",
    path: "/api/v1/bots/{id}/releases/{releaseId}",
    summary: "One release, and what of it a rollback brings back.",
    permission: "read",
    params: ReleaseOfBot,
    answers: { 200: { description: "The release.", schema: ReleaseDetail } },
    problems: ["not-found", "content-damaged", "content-missing", "secret-key-wrong"],
  },
  diffReleases: {
    method: "GET",
    path: "/api/v1/releases/{id}/diff/{otherId}",
    summary: "What differs between two releases of a bot, or of the bot of the same name in two environments.",
    permission: "read",
    params: z.strictObject({ id: Id, otherId: Id }),
    answers: { 200: { description: "The difference, from the first to the second.", schema: ReleaseComparison } },
    problems: ["not-found", "content-pruned", "content-damaged", "content-missing", "secret-key-wrong"],
  },
  revealValue: {
    method: "POST",
    path: "/api/v1/releases/{id}/reveal",
    summary:
      "A value that every view hides: `{container, variable}`, or `{map, key}` for a file of a ConfigMap. It is on the record who asked.",
    permission: "reveal",
    params: ById,
    body: RevealInput,
    answers: { 200: { description: "The value as it is.", schema: Revealed } },
    problems: ["not-found", "content-pruned", "content-damaged", "content-missing", "secret-key-wrong"],
  },
  readConfigDrift: {
    method: "GET",
    path: "/api/v1/bots/{id}/config-drift",
    summary: "ConfigMaps that run as copies, beside the originals that the next ordinary deploy refers to again.",
    permission: "read",
    params: ById,
    answers: {
      200: {
        description: "One for each copy that runs; `differs` says what to do something about.",
        schema: z.strictObject({ items: z.array(ConfigDrift) }),
      },
    },
    problems: ["not-found", "bot-gone", "cluster-unreachable", "cluster-refused"],
  },
  listRollouts: {
    method: "GET",
    path: "/api/v1/bots/{id}/rollouts",
    summary: "When each release of this bot was live, newest first.",
    permission: "read",
    params: ById,
    query: z.strictObject(Paging),
    answers: { 200: { description: "One page of rollouts.", schema: pageOf(LivedRollout) } },
    problems: ["not-found"],
  },
  markRelease: {
    method: "POST",
    path: "/api/v1/bots/{id}/releases/{releaseId}/mark",
    summary:
      "Puts a release in quarantine, or lifts that, also where a rollback did it. A release in quarantine is never a default target.",
    permission: "mark-bad",
    params: ReleaseOfBot,
    body: MarkBadInput,
    answers: { 200: { description: "The release as it stands now.", schema: ReleaseJson } },
    problems: ["not-found"],
  },
  ...botOperations,
  ...holdOperations,
  planRollback: {
    method: "POST",
    path: "/api/v1/bots/{id}/rollback-plans",
    summary:
      "Proposes a rollback: what would change, and what speaks against it. Without a release the last known good one is the target; with `undoes` what that rollback left, with `again` what that one was to bring.",
    permission: "rollback",
    params: ById,
    body: PlanInput,
    answers: { 201: { description: "The plan. It expires after 5 minutes.", schema: PlanJson } },
    problems: [
      "database-gone",
      "not-found",
      "bot-gone",
      "already-live",
      "nothing-to-roll-back-to",
      "nothing-to-undo",
      "nothing-to-retry",
      "config-not-recorded",
      "content-pruned",
      "content-damaged",
      "content-missing",
      "secret-key-wrong",
      "cluster-unreachable",
      "cluster-refused",
    ],
  },
  confirmRollback: {
    method: "POST",
    path: "/api/v1/rollbacks",
    summary: "Confirms a plan and carries it to the cluster. Confirming twice is one rollback.",
    permission: "rollback",
    body: ConfirmInput,
    answers: {
      200: { description: "This rollback runs already; it is the same one.", schema: RollbackBrief },
      202: { description: "The rollback has begun.", schema: RollbackBrief },
    },
    problems: [
      "database-gone",
      "plan-unknown",
      "plan-expired",
      "plan-stale",
      "plan-blocked",
      "name-not-typed",
      "rollback-running",
      "conflict",
      "bot-gone",
      "content-damaged",
      "content-missing",
      "secret-key-wrong",
      "cluster-unreachable",
      "cluster-refused",
    ],
  },
  breakGlass: {
    method: "GET",
    path: "/api/v1/break-glass",
    summary:
      "With the database gone, the commands that do what a rollback to the default target would (503 `database-gone`): by `botId`, or by all of `environment`, `namespace`, `kind`, `name`.",
    permission: "rollback",
    query: BreakGlassInput,
    answers: {},
    problems: ["database-there", "database-gone"],
  },
  listRollbacks: {
    method: "GET",
    path: "/api/v1/rollbacks",
    summary: "Rollbacks, newest first; of one bot with `botId`.",
    permission: "read",
    query: z.strictObject({ ...Paging, botId: Id.optional() }),
    answers: { 200: { description: "One page of rollbacks.", schema: pageOf(RollbackJson) } },
    problems: [],
  },
  readRollback: {
    method: "GET",
    path: "/api/v1/rollbacks/{id}",
    summary: "One rollback: its phase, its steps, and what the cluster said.",
    permission: "read",
    params: ById,
    answers: { 200: { description: "The rollback.", schema: RollbackJson } },
    problems: ["not-found"],
  },
  ...runOperations,
  ...statusOperations,
  ...reportOperations,
  ...insightsOperations,
  listAudit: {
    method: "GET",
    path: "/api/v1/audit",
    summary: "The audit log, newest first.",
    permission: "read-audit",
    query: ListAuditInput,
    answers: { 200: { description: "One page of entries.", schema: pageOf(AuditEntryJson) } },
    problems: [],
  },
  ...accessOperations,
  readWatchfulness: {
    method: "GET",
    path: "/api/v1/watchfulness",
    summary: "Whether a worker is there, and whether it hears the clusters.",
    permission: "read",
    answers: { 200: { description: "How much of the rest is up to date.", schema: Watchfulness } },
    problems: [],
  },
  listNamespaces: {
    method: "GET",
    path: "/api/v1/namespaces",
    summary: "The namespaces that the cluster has, and those chosen to hold bots.",
    permission: "choose-namespaces",
    answers: {
      200: {
        description: "`declared`: configuration says which, so nobody is asked.",
        schema: z.strictObject({ namespaces: z.array(z.string()), chosen: z.array(z.string()).nullable(), declared: z.boolean() }),
      },
    },
    problems: ["cluster-unreachable"],
  },
  chooseNamespaces: {
    method: "PUT",
    path: "/api/v1/namespaces",
    summary: "Chooses the namespaces that hold bots; `*` is all but system ones.",
    permission: "choose-namespaces",
    body: Namespaces,
    answers: { 200: { description: "What is chosen now.", schema: z.strictObject({ namespaces: z.array(z.string()) }) } },
    problems: [],
  },
  followChanges: {
    method: "GET",
    path: "/api/v1/events",
    summary:
      "Server-sent events: `change` says what to read again, `resync` that something may have been missed, `here` where the stream is, `beat` each 15 s that it lives. With the header `Last-Event-ID`, or `lastEventId`, it goes on there.",
    permission: "read",
    query: z.strictObject({ lastEventId: z.string().max(64).optional() }),
    answers: { 200: { description: "A stream that stays open.", schema: z.string(), mediaType: "text/event-stream" } },
    problems: ["rate-limited"],
  },
  completeSetup: {
    method: "POST",
    path: "/api/v1/setup",
    summary: "Makes the first admin, with the one-time link from the log.",
    permission: null,
    body: SetupInput,
    answers: { 201: { description: "The admin, who can sign in now.", schema: UserJson } },
    problems: ["not-found", "conflict"],
  },
  readOpenApi: {
    method: "GET",
    path: "/api/v1/openapi.json",
    summary: "This document.",
    permission: null,
    answers: { 200: { description: "OpenAPI 3.1.", schema: z.looseObject({ openapi: z.string() }) } },
    problems: [],
  },
} as const satisfies Record<string, Operation>;
