"use client";

import { createContext, type ReactNode } from "react";

/** The instant the server rendered the page: what the first paint counts from, so that hydration finds the same words. */
export const RenderedAt = createContext(0);

export function RenderedAtProvider({ at, children }: { at: number; children: ReactNode }) {
  return <RenderedAt value={at}>{children}</RenderedAt>;
}
