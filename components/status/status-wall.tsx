"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Problem } from "@/components/live/problem";
import { queries } from "@/components/live/queries";
import { statusCards } from "./status-cards";
import { ASK_EVERY_MS } from "./status-page";
import { StatusSkeleton } from "./status-skeleton";
import { Wall } from "./wall";

/** The wall screen of somebody who is signed in: of one environment, or of all. */
export function StatusWall({ environment }: { environment: string | null }) {
  const { data, error, dataUpdatedAt } = useQuery({
    ...queries.status(),
    refetchInterval: ASK_EVERY_MS,
    refetchIntervalInBackground: true,
  });
  if (!data) return <StatusSkeleton />;
  const query = environment === null ? "" : `?environment=${encodeURIComponent(environment)}`;
  const signedOut = error instanceof Problem && error.code === "not-signed-in";
  const [href, words] = signedOut
    ? [`/sign-in?to=${encodeURIComponent(`/status/wall${query}`)}`, "Sign in again"]
    : [`/status${query}`, "Leave the wall screen"];

  return (
    <Wall cardsAt={(reader) => statusCards(data, environment, reader)} error={error} heardAt={dataUpdatedAt}>
      <Link href={href} className="inline-flex min-h-11 items-center underline underline-offset-4">
        {words}
      </Link>
    </Wall>
  );
}
