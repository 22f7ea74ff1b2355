"use client";

import { useSyncExternalStore } from "react";

function listen(listener: () => void): () => void {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}

/** What the address names behind its `#`; empty on the server, which never sees it. */
export function useHash(): string {
  return useSyncExternalStore(
    listen,
    () => window.location.hash.slice(1),
    () => "",
  );
}
