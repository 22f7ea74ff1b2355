"use client";

import { useEffect } from "react";

/** Keeps the screen from going dark while the page is shown, where the browser can and lets it. */
export function useWakeLock(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined;
    let over = false;
    const keep = async () => {
      if (document.hidden || !("wakeLock" in navigator)) return;
      // A browser takes the lock away with the tab, and refuses it on a low battery.
      lock = await navigator.wakeLock.request("screen").catch(() => undefined);
      if (over) void lock?.release();
    };
    const onVisibility = () => void keep();
    onVisibility();
    document.addEventListener("visibilitychange", onVisibility);
    return () => {
      over = true;
      document.removeEventListener("visibilitychange", onVisibility);
      void lock?.release();
    };
  }, []);
}
