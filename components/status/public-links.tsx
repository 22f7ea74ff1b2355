"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { fetchJson } from "@/components/live/fetch-json";
import { queries } from "@/components/live/queries";
import { Bone } from "@/components/ui/bone";
import { Button } from "@/components/ui/button";
import { Command } from "@/components/ui/command";
import { Notice } from "@/components/ui/notice";
import type { CreatedPublicLink, CreatePublicLinkInput } from "@/lib/bots/status/schemas";
import { PublicLinkRow } from "./public-link-row";

/** Links to the status of an environment that work without signing in, for admins: made, shown once, and revoked. */
export function PublicLinks({ environment }: { environment: { name: string; title: string } }) {
  const client = useQueryClient();
  const { data, error } = useQuery(queries.publicLinks(environment.name));
  const create = useMutation({
    mutationFn: () => {
      const body: CreatePublicLinkInput = { environment: environment.name };
      return fetchJson<CreatedPublicLink>("/api/v1/public-links", { method: "POST", body });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: queries.publicLinks(environment.name).queryKey }),
  });
  const problem = create.error ?? error;

  return (
    <section aria-labelledby={`public-links-${environment.name}`}>
      <h3 id={`public-links-${environment.name}`} className="text-base font-title">
        Public links
      </h3>
      <p className="mt-1 max-w-xl text-ink-2">
        Whoever has a link sees how the bots of {environment.title} are, their versions and their support notes, without signing in. No
        names of people, no reasons, nothing else.
      </p>
      {create.data && (
        <Notice read className="mt-3">
          <p className="mb-2 text-ink">The link is made. Copy it now: it is not shown again.</p>
          <Command>{`${window.location.origin}${create.data.path}`}</Command>
        </Notice>
      )}
      {problem && (
        <Notice tone="bad" className="mt-3">
          {problem.message}
        </Notice>
      )}
      {!data && !error && <Bone className="mt-4 h-11 w-full max-w-xl" />}
      {data && data.items.length > 0 && (
        <ul className="mt-3 border-t border-line">
          {data.items.map((link) => (
            <PublicLinkRow key={link.id} link={link} />
          ))}
        </ul>
      )}
      <Button className="mt-3" off={create.isPending} onClick={() => create.mutate()}>
        {create.isPending ? "Making it…" : "Make a public link"}
      </Button>
    </section>
  );
}
