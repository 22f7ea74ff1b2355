"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { DocumentTitle } from "@/components/frame/document-title";
import { queries } from "@/components/live/queries";
import { useNow } from "@/components/time/use-now";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { ScreenTitle } from "@/components/ui/screen-title";
import type { TokenJson } from "@/lib/access/schemas";
import { AddToken } from "./add-token";
import { SecretOnce } from "./secret-once";
import { TokenRow } from "./token-row";

type Made = { token: TokenJson; secret: string };

/** Tokens for scripts, those that work first. */
export function Tokens() {
  const { data, error } = useQuery(queries.tokens());
  const now = useNow({ every: 60_000 });
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  const works = ({ revokedAt, expiresAt }: TokenJson) => revokedAt === null && (expiresAt === null || Date.parse(expiresAt) > now);
  const tokens = data?.items ?? [];
  const working = tokens.filter(works);
  const over = tokens.filter((token) => !works(token));

  return (
    <main id="main" className="page pt-6 pb-16 sm:pt-10">
      <DocumentTitle>Tokens · Lastgood</DocumentTitle>
      <div className="flex flex-wrap items-end justify-between gap-3">
        <ScreenTitle>
          {working.length === 0 ? "No script has a token." : working.length === 1 ? "One token works." : `${working.length} tokens work.`}
        </ScreenTitle>
        {!adding && (
          <Button look="ink" onClick={() => setAdding(true)}>
            Make a token
          </Button>
        )}
      </div>
      <p className="mt-1 max-w-2xl text-ink-2">
        A script sends its token as <code className="version">Authorization: Bearer …</code> and acts under the token’s name.
      </p>
      {error && (
        <Notice tone="bad" className="mt-4">
          Tokens could not be read: {error.message} Nothing was changed.
        </Notice>
      )}
      {made && (
        <SecretOnce title={`The token ${made.token.name}, shown only now`} secret={made.secret} onDone={() => setMade(null)}>
          Put it where the script keeps its secrets. Lastgood keeps only a hash of it.
        </SecretOnce>
      )}
      {adding && (
        <AddToken
          onCancel={() => setAdding(false)}
          onMade={(next) => {
            setAdding(false);
            setMade(next);
          }}
        />
      )}
      {tokens.length > 0 && (
        <ul className="mt-6 border-t border-line">
          {[...working, ...over].map((token) => (
            <TokenRow key={token.id} token={token} works={works(token)} />
          ))}
        </ul>
      )}
    </main>
  );
}
