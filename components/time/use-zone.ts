"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** The reader's time zone; UTC on the server and until hydration, because only the browser knows better. */
export function useZone(): string {
  return useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => "UTC",
  );
}
