import type { Metadata } from "next";
import { Suspense } from "react";
import { pageCtx, type PageCtx } from "@/app/_server/page-ctx";
import { Fleet } from "@/components/bots/fleet";
import { FleetSkeleton } from "@/components/bots/fleet-skeleton";
import { FirstPaint } from "@/components/live/first-paint";
import { queries } from "@/components/live/queries";
import { listBots } from "@/lib/bots/list-bots";
import { readWatchfulness } from "@/lib/bots/read-watchfulness";

export const metadata: Metadata = { title: "Fleet" };

export default async function FleetPage() {
  const ctx = await pageCtx("/");
  return (
    <Suspense fallback={<FleetSkeleton />}>
      <FirstFleet ctx={ctx} />
    </Suspense>
  );
}

const MOST_AT_ONCE = 500;

async function FirstFleet({ ctx }: { ctx: PageCtx }) {
  const [bots, watchfulness] = await Promise.all([listBots({ ctx, input: { limit: MOST_AT_ONCE } }), readWatchfulness({ ctx })]);
  return (
    <FirstPaint
      answers={[
        { queryKey: queries.bots().queryKey, data: bots },
        { queryKey: queries.watchfulness().queryKey, data: watchfulness },
      ]}
    >
      <Fleet />
    </FirstPaint>
  );
}
