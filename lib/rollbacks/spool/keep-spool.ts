import type { BotCtx } from "@/lib/bots/ctx";
import { listen } from "@/lib/platform/listen";
import { loop } from "@/lib/platform/loop";
import type { Change } from "@/lib/platform/notify";
import type { Journal } from "./journal";
import { reconcileOffline } from "./reconcile";
import { refreshIndex, refreshPlans, type Freshness } from "./refresh-spool";
import type { Spool } from "./spool";

const INDEX_EVERY_MS = 15_000;
const NEWS_EVERY_MS = 1_000;
const ALL_EVERY_MS = 5 * 60_000;

/** Keeps the spool as the database and the clusters are, until the signal: what changed within about a second, all of it every 5 min. Writes down what was done offline. */
export async function keepSpool(input: {
  ctx: BotCtx;
  spool: Spool;
  journal: Journal;
  databaseUrl: string;
  signal: AbortSignal;
}): Promise<void> {
  const { ctx, spool, journal, databaseUrl, signal } = input;
  const { log } = ctx;
  const freshness: Freshness = new Map();
  const news = new Set<string>();
  let isAllNews = true;
  let allAt = 0;

  const known = async () => {
    await refreshIndex(ctx, spool);
    await reconcileOffline(ctx, journal);
  };
  const index = loop({ name: "spool index", every: INDEX_EVERY_MS, act: known, signal, log });
  const plans = async () => {
    const now = performance.now();
    const isAll = isAllNews || now - allAt > ALL_EVERY_MS;
    const botIds = [...news];
    if (!isAll && botIds.length === 0) return;
    isAllNews = false;
    news.clear();
    try {
      await refreshPlans(ctx, spool, { botIds: isAll ? null : botIds, freshness });
      if (isAll) allAt = now;
    } catch (error) {
      if (isAll) isAllNews = true;
      for (const id of botIds) news.add(id);
      throw error;
    }
  };
  const entries = loop({ name: "spool plans", every: NEWS_EVERY_MS, act: plans, signal, log });
  const onChange = (change: Change) => {
    if ("botId" in change) news.add(change.botId);
    else if (change.kind === "settings") index.wake();
  };
  const onConnect = () => void (isAllNews = true);
  await Promise.all([listen({ url: databaseUrl, onChange, onConnect, signal, log }), index.ended, entries.ended]);
}
