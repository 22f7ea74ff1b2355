import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { AuditEntryJson } from "@/lib/access/schemas";
import type { BotJson, ReleaseJson, RolloutJson, Watchfulness } from "@/lib/bots/schemas";
import type { RollbackJson } from "@/lib/rollbacks/schemas";
import { fetchJson } from "./fetch-json";
import { listJson, type Page } from "./list-json";

const bot = (id: string) => `/api/v1/bots/${encodeURIComponent(id)}`;

/** What pages read: one key per question, so that a live event knows which answers it made old. */
export const queries = {
  bots: () => queryOptions({ queryKey: ["bots"], queryFn: ({ signal }) => listJson<BotJson>("/api/v1/bots", signal) }),
  bot: (id: string) => queryOptions({ queryKey: ["bot", id], queryFn: ({ signal }) => fetchJson<BotJson>(bot(id), { signal }) }),
  releases: (botId: string) =>
    queryOptions({ queryKey: ["releases", botId], queryFn: ({ signal }) => listJson<ReleaseJson>(`${bot(botId)}/releases`, signal) }),
  rollouts: (botId: string) =>
    infiniteQueryOptions({
      queryKey: ["rollouts", botId],
      queryFn: ({ signal, pageParam }) => fetchJson<Page<RolloutJson>>(`${bot(botId)}/rollouts${cursorQuery(pageParam)}`, { signal }),
      initialPageParam: null as string | null,
      getNextPageParam: ({ nextCursor }) => nextCursor,
    }),
  rollback: (id: string) =>
    queryOptions({
      queryKey: ["rollback", id],
      queryFn: ({ signal }) => fetchJson<RollbackJson>(`/api/v1/rollbacks/${encodeURIComponent(id)}`, { signal }),
    }),
  watchfulness: () =>
    queryOptions({ queryKey: ["watchfulness"], queryFn: ({ signal }) => fetchJson<Watchfulness>("/api/v1/watchfulness", { signal }) }),
  audit: () =>
    infiniteQueryOptions({
      queryKey: ["audit"],
      queryFn: ({ signal, pageParam }) => fetchJson<Page<AuditEntryJson>>(`/api/v1/audit${cursorQuery(pageParam)}`, { signal }),
      initialPageParam: null as string | null,
      getNextPageParam: ({ nextCursor }) => nextCursor,
    }),
};

function cursorQuery(cursor: string | null): string {
  return cursor === null ? "" : `?cursor=${encodeURIComponent(cursor)}`;
}
