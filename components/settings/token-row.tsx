"use client";

import { useState } from "react";
import { queries } from "@/components/live/queries";
import { exactWords } from "@/components/time/clock-words";
import { Moment } from "@/components/time/moment";
import { useZone } from "@/components/time/use-zone";
import { ACTION_CLASS } from "@/components/ui/action-class";
import { Button } from "@/components/ui/button";
import { Tag } from "@/components/ui/tag";
import type { TokenJson } from "@/lib/access/schemas";
import { useAct } from "./use-act";

/** One token: what it may do, until when, and its end. */
export function TokenRow({ token, works }: { token: TokenJson; works: boolean }) {
  const { id, name, scope, createdBy, expiresAt, revokedAt, lastUsedAt } = token;
  const [asking, setAsking] = useState(false);
  const zone = useZone();
  const revoke = useAct(queries.tokens().queryKey, () => setAsking(false));
  const standing =
    revokedAt !== null
      ? `revoked ${exactWords(new Date(revokedAt), zone)}`
      : expiresAt === null
        ? "never expires"
        : `${works ? "until" : "expired"} ${exactWords(new Date(expiresAt), zone)}`;

  return (
    <li className="border-b border-line py-2.5" data-token={name}>
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-5 sm:grid-cols-[minmax(0,1fr)_minmax(0,17rem)_minmax(0,13rem)_4.5rem]">
        <div className="min-w-0">
          <span className={`font-title break-words ${works ? "" : "text-ink-2"}`}>{name}</span> <Tag>{scope}</Tag>
          <span className="block text-sm text-ink-2">made by {createdBy}</span>
        </div>
        <span className="text-sm text-ink-2 max-sm:order-1 max-sm:col-span-2">{standing}</span>
        <span className="text-sm text-ink-2 max-sm:order-2 max-sm:col-span-2">
          {lastUsedAt === null ? (
            "never used"
          ) : (
            <>
              used <Moment at={lastUsedAt} />
            </>
          )}
        </span>
        {works ? (
          <button type="button" aria-expanded={asking} onClick={() => setAsking(!asking)} className={`${ACTION_CLASS} justify-self-end`}>
            Revoke…<span className="sr-only"> {name}</span>
          </button>
        ) : (
          <span />
        )}
      </div>
      {asking && works && (
        <div
          className="mt-2 mb-1 flex max-w-2xl flex-wrap items-center gap-2 rounded-lg border border-line bg-raised p-4"
          onKeyDown={({ key }) => key === "Escape" && setAsking(false)}
        >
          <p className="basis-full text-sm">
            What uses it is refused from the next request on. A revoked token cannot be brought back; another one can be made.
          </p>
          <Button off={revoke.isPending} onClick={() => revoke.mutate({ path: `/tokens/${encodeURIComponent(id)}/revoke` })}>
            Revoke {name}
          </Button>
          <Button look="quiet" onClick={() => setAsking(false)}>
            Keep it
          </Button>
          {revoke.error && (
            <p role="alert" className="basis-full text-sm text-bad">
              {revoke.error.message}
            </p>
          )}
        </div>
      )}
    </li>
  );
}
