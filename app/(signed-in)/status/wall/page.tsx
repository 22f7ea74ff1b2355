import type { Metadata } from "next";
import { pageCtx } from "@/app/_server/page-ctx";
import { FirstPaint } from "@/components/live/first-paint";
import { queries } from "@/components/live/queries";
import { StatusWall } from "@/components/status/status-wall";
import { readStatus } from "@/lib/bots/status/read-status";

export const metadata: Metadata = { title: "Status" };

type Asked = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function StatusWallRoute({ searchParams }: Asked) {
  const { environment } = await searchParams;
  const asked = typeof environment === "string" ? environment : null;
  const ctx = await pageCtx(asked === null ? "/status/wall" : `/status/wall?environment=${encodeURIComponent(asked)}`);
  const status = await readStatus({ ctx });
  return (
    <FirstPaint answers={[{ queryKey: queries.status().queryKey, data: status }]}>
      <StatusWall environment={asked} />
    </FirstPaint>
  );
}
