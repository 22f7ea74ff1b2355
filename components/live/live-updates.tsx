"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, type ReactNode } from "react";
import { serverNow } from "@/components/time/server-clock";
import { StoppedAt } from "./live-context";
import { openEventStream } from "./open-event-stream";
import { refreshLater } from "./refresh-later";
import { refreshLines } from "./refresh-lines";
import { staleKeys } from "./stale-keys";

const POLL_BROKEN_MS = 5_000;
const POLL_HIDDEN_MS = 15_000;
const LET_GO_MS = 30_000;

/**
 * Keeps what the page shows fresh: one event stream, polling while it is broken. A tab that stays hidden lets its stream go and polls slowly,
 * because a browser opens only six connections to a host over HTTP/1.1 and the seventh tab would hang.
 */
export function LiveUpdates({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [stoppedAt, setStoppedAt] = useState<number | null>(null);

  useEffect(() => {
    const refresh = refreshLater(client);
    const lines = refreshLines(client);
    const everything = () => refresh.add([[]]);
    let close: (() => void) | undefined;
    let poll: ReturnType<typeof setInterval> | undefined;
    let letGo: ReturnType<typeof setTimeout> | undefined;

    const pollEvery = (ms: number) => {
      clearInterval(poll);
      poll = setInterval(everything, ms);
    };
    const open = () => {
      close ??= openEventStream({
        onOpen: () => {
          clearInterval(poll);
          setStoppedAt(null);
        },
        onBroken: () => {
          setStoppedAt((already) => already ?? serverNow());
          pollEvery(POLL_BROKEN_MS);
        },
        onChange: (change) => {
          refresh.add(staleKeys(change));
          if ("botId" in change) lines.add(change.botId);
        },
        onResync: everything,
      });
    };
    const onVisibility = () => {
      clearTimeout(letGo);
      if (document.hidden) {
        letGo = setTimeout(() => {
          close?.();
          close = undefined;
          pollEvery(POLL_HIDDEN_MS);
        }, LET_GO_MS);
      } else if (!close) {
        clearInterval(poll);
        everything();
        open();
      }
    };

    open();
    document.addEventListener("visibilitychange", onVisibility);
    return () => {
      document.removeEventListener("visibilitychange", onVisibility);
      clearTimeout(letGo);
      clearInterval(poll);
      refresh.stop();
      lines.stop();
      close?.();
    };
  }, [client]);

  return <StoppedAt value={stoppedAt}>{children}</StoppedAt>;
}
