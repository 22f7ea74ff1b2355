import type { Metadata } from "next";
import { Suspense } from "react";
import { pageCtx, type PageCtx } from "@/app/_server/page-ctx";
import { FirstPaint } from "@/components/live/first-paint";
import { queries } from "@/components/live/queries";
import { StatusPage } from "@/components/status/status-page";
import { StatusSkeleton } from "@/components/status/status-skeleton";
import { readStatus } from "@/lib/bots/status/read-status";

export const metadata: Metadata = { title: "Status" };

type Asked = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function StatusRoute({ searchParams }: Asked) {
  const { environment } = await searchParams;
  const asked = typeof environment === "string" ? environment : null;
  const ctx = await pageCtx(asked === null ? "/status" : `/status?environment=${encodeURIComponent(asked)}`);
  return (
    <Suspense fallback={<StatusSkeleton />}>
      <FirstStatus ctx={ctx} environment={asked} />
    </Suspense>
  );
}

async function FirstStatus({ ctx, environment }: { ctx: PageCtx; environment: string | null }) {
  const status = await readStatus({ ctx });
  return (
    <FirstPaint answers={[{ queryKey: queries.status().queryKey, data: status }]}>
      <StatusPage environment={environment} />
    </FirstPaint>
  );
}
