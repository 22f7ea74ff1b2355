import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { auditQuery, type AuditAsk } from "@/components/access/audit-ask";
import type { AuditEntryJson, AuditPiece, TokenJson, UserJson } from "@/lib/access/schemas";
import type { FleetCounts } from "@/lib/bots/fleet-schemas";
import type { BotAlarmJson, BotJson, LivedRollout, ReleaseDetail, ReleaseJson, Watchfulness } from "@/lib/bots/schemas";
import type { PublicLinkJson, PublicStatus, StatusJson } from "@/lib/bots/status/schemas";
import type { InsightsJson } from "@/lib/rollbacks/insights/schemas";
import type { Readiness } from "@/lib/rollbacks/readiness-schema";
import type { ConfigDrift, ReleaseComparison, RollbackJson } from "@/lib/rollbacks/schemas";
import type { IncidentReport, LessonJson } from "@/lib/rollbacks/report/schemas";
import { fetchJson } from "./fetch-json";
import { listJson, type Page } from "./list-json";
import type { FleetLines } from "./merge-lines";
import { readStrip } from "./read-strip";

const bot = (id: string) => `/api/v1/bots/${encodeURIComponent(id)}`;

/** What pages read: one key per question, so that a live event knows which answers it made old. */
export const queries = {
  fleet: () => queryOptions({ queryKey: ["fleet"], queryFn: ({ signal }) => fetchJson<FleetLines>("/api/v1/fleet", { signal }) }),
  counts: () => queryOptions({ queryKey: ["counts"], queryFn: ({ signal }) => fetchJson<FleetCounts>("/api/v1/fleet/counts", { signal }) }),
  strip: (botId: string) => queryOptions({ queryKey: ["strip", botId], queryFn: () => readStrip(botId) }),
  bot: (id: string) => queryOptions({ queryKey: ["bot", id], queryFn: ({ signal }) => fetchJson<BotJson>(bot(id), { signal }) }),
  releases: (botId: string) =>
    queryOptions({ queryKey: ["releases", botId], queryFn: ({ signal }) => listJson<ReleaseJson>(`${bot(botId)}/releases`, signal) }),
  release: (botId: string, id: string) =>
    queryOptions({
      queryKey: ["release", botId, id],
      queryFn: ({ signal }) => fetchJson<ReleaseDetail>(`${bot(botId)}/releases/${encodeURIComponent(id)}`, { signal }),
    }),
  alarms: () =>
    queryOptions({ queryKey: ["alarms"], queryFn: ({ signal }) => fetchJson<{ items: BotAlarmJson[] }>("/api/v1/alarms", { signal }) }),
  /** Asks the cluster, so it is read again with each rollout and not with each event. */
  configDrift: (botId: string, rolloutId: string) =>
    queryOptions({
      queryKey: ["config-drift", botId, rolloutId],
      queryFn: ({ signal }) => fetchJson<{ items: ConfigDrift[] }>(`${bot(botId)}/config-drift`, { signal }),
    }),
  /** Asks the cluster for a dry run, so no event makes it old: its card says when to ask again. */
  readiness: (botId: string, about: string) =>
    queryOptions({
      queryKey: ["readiness", botId, about],
      queryFn: ({ signal }) => fetchJson<Readiness>(`${bot(botId)}/readiness`, { signal }),
    }),
  comparison: (fromId: string, toId: string) =>
    queryOptions({
      queryKey: ["comparison", fromId, toId],
      queryFn: ({ signal }) =>
        fetchJson<ReleaseComparison>(`/api/v1/releases/${encodeURIComponent(fromId)}/diff/${encodeURIComponent(toId)}`, { signal }),
    }),
  rollouts: (botId: string) =>
    infiniteQueryOptions({
      queryKey: ["rollouts", botId],
      queryFn: ({ signal, pageParam }) => fetchJson<Page<LivedRollout>>(`${bot(botId)}/rollouts${cursorQuery(pageParam)}`, { signal }),
      initialPageParam: null as string | null,
      getNextPageParam: ({ nextCursor }) => nextCursor,
    }),
  rollback: (id: string) =>
    queryOptions({
      queryKey: ["rollback", id],
      queryFn: ({ signal }) => fetchJson<RollbackJson>(`/api/v1/rollbacks/${encodeURIComponent(id)}`, { signal }),
    }),
  report: (id: string) =>
    queryOptions({
      queryKey: ["rollback", id, "report"],
      queryFn: ({ signal }) => fetchJson<IncidentReport>(`/api/v1/rollbacks/${encodeURIComponent(id)}/report`, { signal }),
    }),
  lessons: (id: string) =>
    queryOptions({
      queryKey: ["rollback", id, "lessons"],
      queryFn: ({ signal }) => fetchJson<{ items: LessonJson[] }>(`/api/v1/rollbacks/${encodeURIComponent(id)}/lesson`, { signal }),
    }),
  /** `search`: period and filters as they stand in the page's address. */
  insights: (search: string) =>
    queryOptions({
      queryKey: ["insights", search],
      queryFn: ({ signal }) => fetchJson<InsightsJson>(`/api/v1/insights${search}`, { signal }),
    }),
  watchfulness: () =>
    queryOptions({ queryKey: ["watchfulness"], queryFn: ({ signal }) => fetchJson<Watchfulness>("/api/v1/watchfulness", { signal }) }),
  status: () => queryOptions({ queryKey: ["status"], queryFn: ({ signal }) => fetchJson<StatusJson>("/api/v1/status", { signal }) }),
  publicStatus: (secret: string) =>
    queryOptions({
      queryKey: ["public-status", secret],
      queryFn: ({ signal }) => fetchJson<PublicStatus>(`/api/v1/public-status/${encodeURIComponent(secret)}`, { signal }),
    }),
  publicLinks: (environment: string) =>
    queryOptions({
      queryKey: ["public-links", environment],
      queryFn: ({ signal }) =>
        fetchJson<{ items: PublicLinkJson[] }>(`/api/v1/public-links?environment=${encodeURIComponent(environment)}`, { signal }),
    }),
  audit: (ask: AuditAsk = {}) =>
    infiniteQueryOptions({
      queryKey: ["audit", ask],
      queryFn: ({ signal, pageParam }) => {
        const query = auditQuery(ask);
        if (pageParam !== null) query.set("cursor", pageParam);
        return fetchJson<Page<AuditEntryJson>>(`/api/v1/audit${query.size === 0 ? "" : `?${query}`}`, { signal });
      },
      initialPageParam: null as string | null,
      getNextPageParam: ({ nextCursor }) => nextCursor,
    }),
  /** Entries do not change. */
  auditEntry: (seq: string) =>
    queryOptions({
      queryKey: ["audit-entry", seq],
      queryFn: ({ signal }) => fetchJson<AuditEntryJson>(`/api/v1/audit/${seq}`, { signal }),
    }),
  users: () =>
    queryOptions({ queryKey: ["users"], queryFn: ({ signal }) => fetchJson<{ items: UserJson[] }>("/api/v1/users", { signal }) }),
  tokens: () =>
    queryOptions({ queryKey: ["tokens"], queryFn: ({ signal }) => fetchJson<{ items: TokenJson[] }>("/api/v1/tokens", { signal }) }),
  /** How far the chain was recomputed: goes on only when somebody asks, so no event makes it old. */
  auditChain: () =>
    queryOptions({
      queryKey: ["audit-chain"],
      queryFn: ({ signal }) => fetchJson<AuditPiece>("/api/v1/audit/verification", { signal }),
    }),
};

function cursorQuery(cursor: string | null): string {
  return cursor === null ? "" : `?cursor=${encodeURIComponent(cursor)}`;
}
