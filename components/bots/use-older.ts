"use client";

import { useEffect, useRef } from "react";

const AHEAD = "600px";

/** Asks for more as the end of a list comes near: put the ref on what stands there. */
export function useOlder({ more, ask }: { more: boolean; ask: () => void }) {
  const end = useRef<HTMLDivElement>(null);
  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
  });
  useEffect(() => {
    if (!more || !end.current) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && latest.current(), { rootMargin: AHEAD });
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [more]);
  return end;
}
