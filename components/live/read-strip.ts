import type { StripJson } from "@/lib/bots/schemas";
import { fetchJson } from "./fetch-json";

const GATHER_MS = 30;
/** What the API answers at once. */
const MOST = 100;

type Waiting = { botId: string; resolve: (strip: StripJson) => void; reject: (error: unknown) => void };
let waiting: Waiting[] = [];

/** A bot's strip of 30 days. Rows come into view together, so what is asked for within a moment is one request. */
export function readStrip(botId: string): Promise<StripJson> {
  return new Promise((resolve, reject) => {
    if (waiting.length === 0) setTimeout(ask, GATHER_MS);
    waiting.push({ botId, resolve, reject });
  });
}

function ask(): void {
  const all = waiting;
  waiting = [];
  for (let start = 0; start < all.length; start += MOST) void askFor(all.slice(start, start + MOST));
}

async function askFor(those: readonly Waiting[]): Promise<void> {
  try {
    const ids = [...new Set(those.map(({ botId }) => botId))].map(encodeURIComponent).join(",");
    const { items } = await fetchJson<{ items: StripJson[] }>(`/api/v1/strips?botIds=${ids}`);
    const byBot = new Map(items.map((strip) => [strip.botId, strip]));
    for (const { botId, resolve } of those) resolve(byBot.get(botId) ?? { botId, days: [] });
  } catch (error) {
    for (const { reject } of those) reject(error);
  }
}
