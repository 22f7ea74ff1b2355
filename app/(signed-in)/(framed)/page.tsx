import type { Metadata } from "next";
import { Suspense } from "react";
import { pageCtx, type PageCtx } from "@/app/_server/page-ctx";
import { Fleet } from "@/components/bots/fleet";
import { FleetSkeleton } from "@/components/bots/fleet-skeleton";
import { FirstPaint } from "@/components/live/first-paint";
import { queries } from "@/components/live/queries";
import { countFleet } from "@/lib/bots/count-fleet";
import { readFleet } from "@/lib/bots/read-fleet";
import { readWatchfulness } from "@/lib/bots/read-watchfulness";

export const metadata: Metadata = { title: "Fleet", description: "Every bot, what it runs, how it is, and the way back." };

export default async function FleetPage() {
  const ctx = await pageCtx("/");
  return (
    <Suspense fallback={<FleetSkeleton />}>
      <FirstFleet ctx={ctx} />
    </Suspense>
  );
}

async function FirstFleet({ ctx }: { ctx: PageCtx }) {
  const [fleet, counts, watchfulness] = await Promise.all([readFleet({ ctx, input: {} }), countFleet({ ctx }), readWatchfulness({ ctx })]);
  return (
    <FirstPaint
      answers={[
        { queryKey: queries.fleet().queryKey, data: fleet },
        { queryKey: queries.counts().queryKey, data: counts },
        { queryKey: queries.watchfulness().queryKey, data: watchfulness },
      ]}
    >
      <Fleet />
    </FirstPaint>
  );
}
