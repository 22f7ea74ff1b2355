"use client";

import { useCallback, useContext, useSyncExternalStore } from "react";
import { RenderedAt } from "./rendered-at";
import { serverNow } from "./server-clock";

type Ticker = { listeners: Set<() => void>; timer: ReturnType<typeof setInterval> };
const tickers = new Map<number, Ticker>();

/** One timer per pace however many rows tick at it, so that they all change in the same frame. */
function listen(every: number, listener: () => void): () => void {
  const ticker = tickers.get(every) ?? {
    listeners: new Set(),
    timer: setInterval(() => tickers.get(every)?.listeners.forEach((tell) => tell()), every),
  };
  tickers.set(every, ticker);
  ticker.listeners.add(listener);
  return () => {
    ticker.listeners.delete(listener);
    if (ticker.listeners.size > 0) return;
    clearInterval(ticker.timer);
    tickers.delete(every);
  };
}

const never = () => () => {};

/** The time by the server's clock in milliseconds, renewed each `every` milliseconds. */
export function useNow({ every, paused = false }: { every: number; paused?: boolean }): number {
  const renderedAt = useContext(RenderedAt);
  const subscribe = useCallback((listener: () => void) => listen(every, listener), [every]);
  return useSyncExternalStore(
    paused ? never : subscribe,
    () => Math.floor(serverNow() / every) * every,
    () => Math.floor(renderedAt / every) * every,
  );
}
