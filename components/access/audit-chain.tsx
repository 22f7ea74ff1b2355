"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { queries } from "@/components/live/queries";
import { ACTION_CLASS } from "@/components/ui/action-class";
import type { AuditPiece } from "@/lib/access/schemas";
import { chainWords } from "./chain-words";
import { verifyRest } from "./verify-rest";

/** How far the chain of the log was recomputed since the page is open. The first 2,000 entries are looked at unasked, more when somebody asks. */
export function AuditChain() {
  const client = useQueryClient();
  const { data, error } = useQuery(queries.auditChain());
  const [stop, setStop] = useState<AbortController | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const words = chainWords(data, Boolean(error));

  const go = async (from: AuditPiece) => {
    const running = new AbortController();
    setStop(running);
    setFailed(null);
    const note = (piece: AuditPiece) => client.setQueryData(queries.auditChain().queryKey, piece);
    await verifyRest(from, note, running.signal).catch((cause: unknown) => {
      if (!running.signal.aborted) setFailed(cause instanceof Error ? cause.message : "Lastgood did not answer.");
    });
    setStop(null);
  };

  return (
    <p className="mt-1 flex min-h-6 flex-wrap items-baseline gap-x-3 text-ink-2" data-chain={words.tone}>
      <span role={words.tone === "broken" ? "alert" : undefined} className={words.tone === "broken" ? "font-title text-bad" : ""}>
        {words.tone === "broken" && <span aria-hidden>■ </span>}
        {words.tone === "whole" && <span aria-hidden>✓ </span>}
        {words.sentence}
        {failed && ` It stopped there: ${failed}`}
      </span>
      {words.rest !== null && data && (
        <button type="button" className={ACTION_CLASS} onClick={() => (stop ? stop.abort() : void go(data))}>
          {stop ? "Stop" : words.rest}
        </button>
      )}
    </p>
  );
}
