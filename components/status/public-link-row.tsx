"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { fetchJson } from "@/components/live/fetch-json";
import { queries } from "@/components/live/queries";
import { Moment } from "@/components/time/moment";
import { ACTION_CLASS } from "@/components/ui/action-class";
import { Button } from "@/components/ui/button";
import type { PublicLinkJson } from "@/lib/bots/status/schemas";

/** One link: who made it, and the way to end it. */
export function PublicLinkRow({ link }: { link: PublicLinkJson }) {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const revoke = useMutation({
    mutationFn: () => fetchJson(`/api/v1/public-links/${encodeURIComponent(link.id)}/revoke`, { method: "POST" }),
    onSuccess: () => client.invalidateQueries({ queryKey: queries.publicLinks(link.environment).queryKey }),
  });
  const { createdBy, createdAt, revokedAt, revokedBy } = link;

  return (
    <li className={`flex flex-wrap items-center gap-x-5 gap-y-1 border-b border-line py-2 ${revokedAt === null ? "" : "text-ink-2"}`}>
      <p className="min-w-0 flex-1 basis-64">
        Made by {createdBy}{" "}
        <span className="text-sm text-ink-2">
          <Moment at={createdAt} />
        </span>
        {revokedAt !== null && (
          <span className="block text-sm">
            Revoked by {revokedBy} <Moment at={revokedAt} />: it shows nothing any more.
          </span>
        )}
        {asking && revokedAt === null && (
          <span className="block text-sm">Screens that show it go dark at once, and it cannot be brought back.</span>
        )}
        {revoke.error && (
          <span role="alert" className="block text-sm text-bad">
            {revoke.error.message}
          </span>
        )}
      </p>
      {revokedAt === null &&
        (asking ? (
          <span className="flex gap-2">
            <Button autoFocus off={revoke.isPending} onClick={() => revoke.mutate()}>
              {revoke.isPending ? "Revoking…" : "Revoke the link"}
            </Button>
            <Button look="quiet" onClick={() => setAsking(false)}>
              Keep it
            </Button>
          </span>
        ) : (
          <button
            type="button"
            aria-label={`Revoke the link that ${createdBy} made`}
            onClick={() => setAsking(true)}
            className={ACTION_CLASS}
          >
            Revoke…
          </button>
        ))}
    </li>
  );
}
